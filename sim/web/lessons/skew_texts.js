export const skewTexts = {
  en: {
    title: 'Mean or median child?',
    summary: 'What does a mean leg-length difference say about the child who has it?',
    question: [
      'Surgery, growth and a hip that moves outward can leave one leg shorter than the other. Up to 10 mm most people do not notice; beyond 20 mm it disturbs standing, sitting and the spine.',
      'A paper reports the mean difference in mm after a soft-tissue release. It does not say how many children are beyond 20 mm.',
    ],
    guess: 'Of 100 children after a release, how many end with legs that differ by more than 20 mm?',
    control: 'Compare the release with',
    control_words: (strategy, text) => text(`strategy_${strategy}`),
    caption: 'Difference of leg length at the end of follow-up, of the simulated children',
    columns: () => ['Difference', 'release', 'compared'],
    rows: {
      mean: 'mean, mm', p50: 'median (half of the children have less), mm', p75: 'three in four have less than, mm',
      p95: '95 of 100 have less than, mm', lld_over_20mm: 'more than 20 mm, children of 100 (or of 10)',
    },
    child: (number, compared) => `child ${number}${compared ? ', compared' : ', release'}`,
    forest: {
      title: 'Each child under both strategies.',
      description: 'The difference of leg length of each of ten children under both strategies.', axis: 'difference of leg length, mm',
      note: 'Single simulated children, the first of the run.',
    },
    answer: (n) => [
      `Of 100 children after a release, ${n.release.over} end with more than 20 mm; all others stay below. With the strategy that is compared it is ${n.other.over} of 100, ${n.better} of 100 stay below 20 mm only because of it, and ${n.worse} pass 20 mm only because of it.`,
      `After a release the mean is ${n.release.mean} mm, but the median ${n.release.median} mm: half of the children have less than that. One in four has more than ${n.release.upper} mm, one in twenty more than ${n.release.top} mm. The mean lies above the median because a few large differences pull at it; it describes neither the many nor the few.`,
      n.turns
        ? `So means can mislead. The mean of the compared strategy is ${n.other.mean} mm: by the mean one of the two looks better, by the number of children beyond 20 mm the other. One gives many children a little more, the other gives few children much.`
        : `The mean of the compared strategy is ${n.other.mean} mm, its median ${n.other.median} mm. Here mean and threshold point the same way; with other strategies they do not.`,
      'Report how many children pass a threshold that matters to them, and the median with its quartiles; the mean is for sums and budgets.',
    ],
    exercise: () => 'Look at the children of GMFCS level V only, under the strategy that is compared.',
    exercise_guess: 'Of 100 of them, how many end with more than 20 mm?',
    exercise_answer: (n) => [`The engine: ${n.answer} of 100; after a release ${n.release}.`],
  },
  de: {
    title: 'Mittelwert oder mittleres Kind?',
    summary: 'Was sagt eine mittlere Beinlängendifferenz über das Kind, das sie hat?',
    question: [
      'Operationen, Wachstum und eine Hüfte, die nach außen wandert, können ein Bein kürzer lassen als das andere. Bis 10 mm bemerken es die meisten Menschen nicht; jenseits von 20 mm stört es beim Stehen, beim Sitzen und an der Wirbelsäule.',
      'Eine Veröffentlichung nennt den Mittelwert der Differenz nach einer Weichteiloperation in mm. Sie sagt nicht, wie viele Kinder über 20 mm liegen.',
    ],
    guess: 'Bei wie vielen von 100 Kindern unterscheiden sich die Beine nach einer Weichteiloperation am Ende um mehr als 20 mm?',
    control: 'Weichteiloperation im Vergleich mit',
    control_words: (strategy, text) => text(`strategy_${strategy}`),
    caption: 'Beinlängendifferenz am Ende der Nachbeobachtung, der simulierten Kinder',
    columns: () => ['Differenz', 'Weichteil\u00adoperation', 'Vergleich'],
    rows: {
      mean: 'Mittelwert, mm', p50: 'Median (die Hälfte der Kinder hat weniger), mm', p75: 'drei von vier haben weniger als, mm',
      p95: '95 von 100 haben weniger als, mm', lld_over_20mm: 'über 20 mm, Kinder von 100 (oder von 10)',
    },
    child: (number, compared) => `Kind ${number}${compared ? ', Vergleich' : ', Weichteiloperation'}`,
    forest: {
      title: 'Jedes Kind unter beiden Strategien.',
      description: 'Die Beinlängendifferenz von zehn einzelnen Kindern unter beiden Strategien.', axis: 'Beinlängendifferenz, mm',
      note: 'Einzelne simulierte Kinder, die ersten des Laufs.',
    },
    answer: (n) => [
      `Von 100 Kindern haben nach einer Weichteiloperation ${n.release.over} am Ende mehr als 20 mm; alle übrigen bleiben darunter. Mit der verglichenen Strategie sind es ${n.other.over} von 100, ${n.better} von 100 bleiben nur ihretwegen unter 20 mm, und ${n.worse} überschreiten sie nur ihretwegen.`,
      `Nach einer Weichteiloperation beträgt der Mittelwert ${n.release.mean} mm, der Median aber ${n.release.median} mm: Die Hälfte der Kinder hat weniger. Jedes vierte hat mehr als ${n.release.upper} mm, jedes zwanzigste mehr als ${n.release.top} mm. Der Mittelwert liegt über dem Median, weil wenige große Differenzen an ihm ziehen; er beschreibt weder die vielen noch die wenigen.`,
      n.turns
        ? `Mittelwerte können also in die Irre führen. Der Mittelwert der verglichenen Strategie beträgt ${n.other.mean} mm: Nach dem Mittelwert sieht die eine der beiden besser aus, nach der Zahl der Kinder über 20 mm die andere. Die eine gibt vielen Kindern etwas mehr, die andere wenigen Kindern viel.`
        : `Der Mittelwert der verglichenen Strategie beträgt ${n.other.mean} mm, ihr Median ${n.other.median} mm. Hier weisen Mittelwert und Schwelle in dieselbe Richtung; bei anderen Strategien tun sie es nicht.`,
      'Berichten Sie, wie viele Kinder eine Schwelle überschreiten, die für sie zählt, und den Median mit den Quartilen; der Mittelwert taugt für Summen und Budgets.',
    ],
    exercise: () => 'Betrachten Sie nur die Kinder der Stufe GMFCS V, unter der verglichenen Strategie.',
    exercise_guess: 'Wie viele von 100 von ihnen haben am Ende mehr als 20 mm?',
    exercise_answer: (n) => [`Das Programm: ${n.answer} von 100; nach einer Weichteiloperation ${n.release}.`],
  },
};
