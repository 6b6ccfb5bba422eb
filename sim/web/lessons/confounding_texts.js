const rows = [['naive', 'all'], ['standardised', 'all'], ['true', 'all']];
const named = (labels) => rows.map(([quantity, group], i) => [quantity, group, labels[i]]);
const en = (number, isFewer) => `${number} ${isFewer ? 'fewer' : 'more'}`;
const de = (number, isFewer) => `${number} ${isFewer ? 'weniger' : 'mehr'}`;

const LEVELS = { gmfcs_1: 'GMFCS I', gmfcs_2: 'GMFCS II', gmfcs_3: 'GMFCS III', gmfcs_4: 'GMFCS IV', gmfcs_5: 'GMFCS V' };
const listed = (groups, and) => groups.map((group) => LEVELS[group]).join(', ').replace(/, ([^,]*)$/, ` ${and} $1`);

export const confoundingTexts = {
  en: {
    title: 'Who has which operation',
    summary: 'The records of a hospital say that the osteotomy does harm. Do they?',
    question: [
      'A hospital looks through its records. Nobody tossed a coin: surgeons offered the osteotomy (VRO) to most of the severely affected children (GMFCS IV and V), and the release to most of the others.',
      'Then the hospital compares, as they are, the children who had the one with the children who had the other: later surgery of the hip within 5 years.',
    ],
    guess: 'Compared with what the osteotomy truly does, how will it look in these records?',
    guess_choices: { better: 'better than it is', right: 'about as it is', worse: 'worse than it is' },
    control: 'Children at GMFCS IV and V who have the osteotomy (at I to III: 10 of 100)',
    control_words: (value) => `${value} of 100`,
    caption: 'What the records hold',
    columns: () => ['Children', 'how many', 'with the osteotomy, of 100', 'later surgery after the release, of 100', 'after the osteotomy, of 100'],
    rows: { all: 'all', ...LEVELS },
    forest: {
      title: ([naive, standardised, truth]) => `Later surgery per 100 children, osteotomy less release: ${naive} as the records stand, ${standardised} compared within levels, ${truth} in truth.`,
      description: 'Three differences in later surgery within 5 years per 100 children, each with its 95 % interval: of the records as they are, compared within GMFCS levels, and of the same children under both operations.',
      axis: 'Difference per 100 children (osteotomy less release)',
      values: 'Difference (95 %)',
      rows: named(['the records as they are', 'within GMFCS levels', 'the truth: same children twice']),
    },
    answer: (n) => [
      `In the records, ${n.vro} of 100 children have later surgery after the osteotomy, and ${n.soft} of 100 after the release: ${en(n.naive, n.naiveIsFewer)} per 100.`,
      `The same children under both operations: ${en(n.truth, n.truthIsFewer)} per 100 with the osteotomy. Only a simulation can know this.`,
      'The two groups were never alike. Children at levels IV and V have more later surgery whatever is done, and they are the ones who had the osteotomy. Their severity is counted against their operation: confounding by indication.',
      n.standardised.raw === ''
        ? 'Here it cannot be repaired: at some level every child had the same operation, so that within it there is nothing to compare.'
        : `Compared within each level, and the levels put together by how many children they have: ${en(n.standardised, n.standardisedIsFewer)} per 100. That works here because nothing but the level decided. In real records more does, and much of it is not written down.`,
      ...(n.harmed.length ? [`One number for all children hides some: at ${listed(n.harmed, 'and')} the osteotomy brings more later surgery, not less.`] : []),
    ],
    exercise: () => 'Now a coin decides for every child, at every level. What difference per 100 children do the records show, as they are (osteotomy less release; fewer is below 0)?',
    exercise_guess: 'Difference per 100 children',
    exercise_answer: (n) => [
      `The engine: ${n.answer} per 100 in the records, ${en(n.truth, n.truthIsFewer)} in truth. The coin makes the groups alike in the level and in everything that nobody measured; what remains is chance.`,
    ],
  },
  de: {
    title: 'Wer welche Operation bekommt',
    summary: 'Den Akten einer Klinik zufolge schadet die Osteotomie. Tut sie das?',
    question: [
      'Eine Klinik sieht ihre Akten durch. Niemand hat gelost: Die Osteotomie (VRO) wurde den meisten schwer betroffenen Kindern (GMFCS IV und V) angeboten, die Weichteiloperation den meisten anderen.',
      'Dann vergleicht die Klinik ohne Weiteres die Kinder, die das eine hatten, mit denen, die das andere hatten: spätere Operationen der Hüfte binnen 5 Jahren.',
    ],
    guess: 'Wie wird die Osteotomie in diesen Akten dastehen, verglichen mit dem, was sie wirklich bewirkt?',
    guess_choices: { better: 'besser, als sie ist', right: 'ungefähr so, wie sie ist', worse: 'schlechter, als sie ist' },
    control: 'Kinder mit GMFCS IV und V, die die Osteotomie bekommen (bei I bis III: 10 von 100)',
    control_words: (value) => `${value} von 100`,
    caption: 'Was in den Akten steht',
    columns: () => ['Kinder', 'Anzahl', 'mit Osteotomie, von 100', 'spätere Operation nach Weichteiloperation, von 100', 'nach Osteotomie, von 100'],
    rows: { all: 'alle', ...LEVELS },
    forest: {
      title: ([naive, standardised, truth]) => `Spätere Operationen je 100 Kinder, Osteotomie minus Weichteiloperation: ${naive} laut Akten, ${standardised} innerhalb der Stufen verglichen, ${truth} in Wahrheit.`,
      description: 'Drei Unterschiede der späteren Operationen binnen 5 Jahren je 100 Kinder, jeweils mit 95-%-Intervall: laut Akten, innerhalb der GMFCS-Stufen verglichen, und bei denselben Kindern unter beiden Operationen.',
      axis: 'Unterschied je 100 Kinder (Osteotomie minus Weichteiloperation)',
      values: 'Unterschied (95 %)',
      rows: named(['die Akten, wie sie sind', 'innerhalb der GMFCS-Stufen', 'die Wahrheit: dieselben Kinder zweimal']),
    },
    answer: (n) => [
      `In den Akten werden nach der Osteotomie ${n.vro} von 100 Kindern später noch einmal operiert, nach der Weichteiloperation ${n.soft} von 100: ${de(n.naive, n.naiveIsFewer)} je 100.`,
      `Dieselben Kinder unter beiden Operationen: mit der Osteotomie ${de(n.truth, n.truthIsFewer)} je 100. Das kann nur eine Simulation wissen.`,
      'Die beiden Gruppen waren nie gleich. Kinder der Stufen IV und V werden häufiger noch einmal operiert, was immer man tut, und gerade sie hatten die Osteotomie. Ihre Schwere wird ihrer Operation angelastet: Confounding durch die Indikation.',
      n.standardised.raw === ''
        ? 'Hier lässt es sich nicht beheben: In mindestens einer Stufe hatten alle Kinder dieselbe Operation, so dass es dort nichts zu vergleichen gibt.'
        : `Innerhalb jeder Stufe verglichen und die Stufen nach ihrer Kinderzahl zusammengesetzt: ${de(n.standardised, n.standardisedIsFewer)} je 100. Das gelingt hier, weil allein die Stufe entschied. In wirklichen Akten entscheidet mehr, und vieles davon steht nirgends.`,
      ...(n.harmed.length ? [`Eine einzige Zahl für alle Kinder verbirgt manche: Bei ${listed(n.harmed, 'und')} bringt die Osteotomie mehr spätere Operationen, nicht weniger.`] : []),
    ],
    exercise: () => 'Nun entscheidet bei jedem Kind das Los, auf jeder Stufe. Welchen Unterschied je 100 Kinder zeigen die Akten, wie sie sind (Osteotomie minus Weichteiloperation; weniger liegt unter 0)?',
    exercise_guess: 'Unterschied je 100 Kinder',
    exercise_answer: (n) => [
      `Das Programm: ${n.answer} je 100 in den Akten, in Wahrheit ${de(n.truth, n.truthIsFewer)}. Das Los macht die Gruppen gleich, in der Stufe und in allem, was niemand gemessen hat; was bleibt, ist Zufall.`,
    ],
  },
};
