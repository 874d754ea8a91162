import { currentLocale } from '../locale';
import { koreanOf } from './ko/declared';

/** A text that a model, a metric or a dataset declares in English, in the current language. */
export const declaredText = (english: string): string =>
  currentLocale() === 'ko' ? koreanOf(english) : english;
