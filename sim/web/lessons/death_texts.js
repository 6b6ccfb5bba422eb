const rowsOf = ({ soft_tissue, vro, revised, one_minus_km, dead_unrevised }) =>
  Object.entries({ soft_tissue, vro }).flatMap(([strategy, label]) => [
    ['', '', label], ['revised', strategy, revised], ['one_minus_km', strategy, one_minus_km], ['dead_unrevised', strategy, dead_unrevised],
  ]);

export const deathTexts = {
  en: {
    title: 'Children who die',
    summary: 'A curve says how many need later surgery. Fewer do. Who is missing?',
    question: [
      'Some children with the most severe cerebral palsy (GMFCS V) die within ten years, of causes that have little to do with the hip. Who has died is not operated again.',
      'Many papers leave these children out as “censored”, as if one merely had not seen them any longer, and report one minus the curve of Kaplan and Meier as the share who need later surgery within 10 years. All children here are at level V; their deaths are set by hand.',
    ],
    guess: 'Compared with the share of children who truly have later surgery, what does that curve say?',
    guess_choices: { fewer: 'fewer than there are', same: 'as many as there are', more: 'more than there are' },
    control: 'Deaths from other causes, of 100 children a year',
    control_words: (value) => `${value} of 100 a year`,
    caption: 'After 10 years',
    columns: (base) => ['Operation', `later surgery, of ${base}`, `died before any, of ${base}`, `later surgery by the curve, of ${base}`],
    rows: { soft_tissue: 'release', vro: 'osteotomy (VRO)' },
    forest: {
      title: ([release, releaseCurve,, osteotomy, osteotomyCurve]) => `After the release ${release} of 100 children have later surgery, and the curve says ${releaseCurve}; after the osteotomy ${osteotomy} and ${osteotomyCurve}.`,
      description: 'For each operation the share of children with later surgery within 10 years, one minus the curve of Kaplan and Meier with deaths censored, and the share who died before any later surgery.',
      axis: 'Of 100 children, after 10 years',
      values: 'of 100',
      rows: rowsOf({
        soft_tissue: 'Release', vro: 'Osteotomy', revised: 'have had later surgery',
        one_minus_km: 'by the curve, deaths censored', dead_unrevised: 'died before any later surgery',
      }),
    },
    answer: (n) => [
      `After the release ${n.soft} of 100 children have had later surgery within 10 years, and ${n.softDead} of 100 died before any; the curve says ${n.softCurve}. After the osteotomy it is ${n.vro}, ${n.vroDead} died before, and the curve says ${n.vroCurve}.`,
      'The curve treats children who died as if they lived on somewhere and were operated as often as the others. It answers: how many would have later surgery if nobody died? Move the slider: the curve stays where it is, and the children do not.',
      'Both numbers are honest answers to different questions. Parents and hospitals ask the first: what will happen to children like these. For it deaths are counted as what they are, an end (cumulative incidence, Aalen and Johansen).',
      'The share who died is part of the answer and belongs beside it; a strategy is not better because more children died before they could be operated again.',
    ],
    exercise: () => 'Suppose that no child dies, of whatever cause. How many of 100 have later surgery within 10 years after the osteotomy?',
    exercise_guess: 'Of 100 children',
    exercise_answer: (n) => [
      `The engine: ${n.revised} of 100. It is what the curve said all along.`,
    ],
  },
  de: {
    title: 'Kinder, die sterben',
    summary: 'Eine Kurve sagt, wie viele noch einmal operiert werden. Es sind weniger. Wer fehlt?',
    question: [
      'Manche Kinder mit der schwersten Form der Zerebralparese (GMFCS V) sterben innerhalb von zehn Jahren, meist aus Gründen, die mit der Hüfte wenig zu tun haben. Wer gestorben ist, wird nicht noch einmal operiert.',
      'Viele Arbeiten nehmen diese Kinder als „zensiert“ heraus, als hätte man sie nur nicht mehr gesehen, und geben eins minus die Kaplan-Meier-Kurve als Anteil der Kinder an, die binnen 10 Jahren eine weitere Operation brauchen. Alle Kinder haben hier Stufe V; ihre Sterblichkeit ist von Hand eingestellt.',
    ],
    guess: 'Was sagt diese Kurve, verglichen mit dem Anteil der Kinder, die wirklich noch einmal operiert werden?',
    guess_choices: { fewer: 'weniger, als es sind', same: 'so viele, wie es sind', more: 'mehr, als es sind' },
    control: 'Todesfälle aus anderen Gründen, von 100 Kindern im Jahr',
    control_words: (value) => `${value} von 100 im Jahr`,
    caption: 'Nach 10 Jahren',
    columns: (base) => ['Operation', `noch einmal operiert, von ${base}`, `vorher gestorben, von ${base}`, `noch einmal operiert laut Kurve, von ${base}`],
    rows: { soft_tissue: 'Weichteiloperation', vro: 'Osteotomie (VRO)' },
    forest: {
      title: ([release, releaseCurve,, osteotomy, osteotomyCurve]) => `Nach der Weichteiloperation werden ${release} von 100 Kindern noch einmal operiert, und die Kurve sagt ${releaseCurve}; nach der Osteotomie ${osteotomy} und ${osteotomyCurve}.`,
      description: 'Für jede Operation der Anteil der Kinder, die binnen 10 Jahren noch einmal operiert werden, eins minus die Kaplan-Meier-Kurve mit zensierten Todesfällen, und der Anteil, der vor jeder weiteren Operation starb.',
      axis: 'Von 100 Kindern, nach 10 Jahren',
      values: 'von 100',
      rows: rowsOf({
        soft_tissue: 'Weichteiloperation', vro: 'Osteotomie', revised: 'wurden noch einmal operiert',
        one_minus_km: 'laut Kurve, Todesfälle zensiert', dead_unrevised: 'starben vor jeder weiteren Operation',
      }),
    },
    answer: (n) => [
      `Nach der Weichteiloperation wurden binnen 10 Jahren ${n.soft} von 100 Kindern noch einmal operiert, und ${n.softDead} von 100 starben vorher; die Kurve sagt ${n.softCurve}. Nach der Osteotomie sind es ${n.vro}, ${n.vroDead} starben vorher, und die Kurve sagt ${n.vroCurve}.`,
      'Die Kurve behandelt verstorbene Kinder so, als lebten sie irgendwo weiter und würden ebenso oft operiert wie die anderen. Sie beantwortet: Wie viele würden noch einmal operiert, wenn niemand stürbe? Verschiebt man den Regler, bleibt die Kurve, wo sie ist; die Kinder nicht.',
      'Beide Zahlen sind ehrliche Antworten auf verschiedene Fragen. Eltern und Kliniken stellen die erste: Was geschieht mit solchen Kindern? Für sie zählt der Tod als das, was er ist, ein Ende (kumulative Inzidenz, Aalen und Johansen).',
      'Der Anteil der Verstorbenen ist Teil der Antwort und gehört daneben; eine Strategie ist nicht besser, weil mehr Kinder starben, bevor sie noch einmal operiert werden konnten.',
    ],
    exercise: () => 'Angenommen, kein Kind stirbt, aus welchem Grund auch immer. Wie viele von 100 werden nach der Osteotomie binnen 10 Jahren noch einmal operiert?',
    exercise_guess: 'Von 100 Kindern',
    exercise_answer: (n) => [
      `Das Programm: ${n.revised} von 100. Das hat die Kurve die ganze Zeit gesagt.`,
    ],
  },
};
