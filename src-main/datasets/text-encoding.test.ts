import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, isUtf8, likelyEncodings, type TextEncoding } from './text-encoding';

describe('likelyEncodings', () => {
  it.each<[TextEncoding, string[]]>([
    ['utf-8', ['고양이', '개']],
    ['utf-8', ['naïve', 'café', 'plain']],
    ['cp949', ['고양이', '강아지']],
    ['cp949', ['개', '새']],
    ['cp949', ['학습/사과/1.png', '시험/바나나/2.png']],
    ['cp949', ['똠방각하', '펩시콜라', '햄버거']],
    ['shift_jis', ['いぬ', 'ネコ']],
    ['shift_jis', ['犬', '猫']],
    ['shift_jis', ['学習/表示/1.png', '評価/ソース/2.png']],
    ['gb18030', ['猫', '狗']],
    ['gb18030', ['苹果', '香蕉', '橙子']],
    ['gb18030', ['训练集/汽车', '测试集/飞机']],
    ['big5', ['蘋果', '香蕉', '鳳梨']],
    ['big5', ['訓練/貓', '測試/狗']],
    ['cp437', ['Käse', 'Brötchen']],
    ['cp437', ['Müll', 'Straße', 'crème brûlée']],
    ['windows-1252', ['Käse', 'Brötchen']],
    ['windows-1252', ['café', 'señal', 'Ærø']],
    ['cp866', ['кошка', 'собака']],
    ['cp866', ['Кот', 'Пёс']],
  ])('finds %s of %j', (encoding, words) => {
    const texts = words.map((word) => iconv.encode(word, encoding));
    expect(likelyEncodings(texts)[0]).toBe(encoding);
    expect(texts.map((text) => decodeText(text, likelyEncodings(texts)[0] ?? 'utf-8'))).toEqual(words);
  });

  it('accepts UTF-8 with a few invalid texts, but not a word that is valid by chance', () => {
    const words = ['가', '나', '다', '라', '마'].map((word) => Buffer.from(word));
    expect(likelyEncodings([...words, Buffer.of(0xb0, 0xa1)])[0]).toBe('utf-8');
    const chance = iconv.encode('짰', 'cp949');
    expect(isUtf8(chance)).toBe(true);
    expect(likelyEncodings([chance, iconv.encode('고양이', 'cp949')])[0]).toBe('cp949');
  });

  it('returns only UTF-8 for ASCII', () => {
    expect(likelyEncodings([Buffer.from('cat')])).toEqual(['utf-8']);
    expect(likelyEncodings([])).toEqual(['utf-8']);
  });
});
