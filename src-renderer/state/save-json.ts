import { saveBlob } from './save-chart';

export function saveJson(content: unknown, name: string): void {
  saveBlob(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }), name);
}
