import { mount } from 'svelte';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/forced-colors.css';
import { connect } from './transport/connect';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app.');
// The build targets a Chromium with top-level await in modules.
mount(App, { target, props: { transport: await connect() } });
