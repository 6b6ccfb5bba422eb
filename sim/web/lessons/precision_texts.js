const INTERVAL_EN = '95 % interval of the simulation. Line: the estimate of most children.';
const INTERVAL_DE = '95-%-Intervall der Simulation. Linie: der Schätzwert aus den meisten Kindern.';

export const precisionTexts = {
  en: {
    title: 'Four times the children',
    summary: 'What do four times as many children do to the error of a share?',
    question: [
      'How many of 100 children have later surgery of the hip within 5 years of a soft-tissue release? One simulated child says yes or no. Ten say a little, ten thousand much more.',
      'A study of some size gives a share with a standard error. Somebody pays for four times as many children.',
    ],
    guess: 'What becomes of the standard error?',
    guess_choices: { quarter: 'a quarter of it', half: 'half of it', same: 'about the same' },
    control: 'Children in the first study',
    control_words: (count) => `${count} children`,
    simulated_many: 'Three studies, each with four times the children of the one before.',
    caption: 'Of 100 children, later surgery within 5 years of a soft-tissue release',
    columns: () => ['Children in the study', 'of 100', 'from', 'to', 'standard error'],
    rows: {},
    forest: {
      title: 'The interval shrinks with the square root of the number of children.',
      description: 'The share with later surgery within 5 years in three studies, each with four times the children of the one above it, and its 95 % interval.',
      axis: 'of 100 children, later surgery within 5 years', note: INTERVAL_EN,
    },
    answer: (n) => [
      `About ${n.share} of 100 children have later surgery; the others of the 100 do not. With ${n.onceChildren} children the standard error is ${n.once} of 100; with ${n.fourChildren} it is ${n.four}; with ${n.sixteenChildren} it is ${n.sixteen}.`,
      'Four times the children halve the error. Chance errors of single children add up only with the square root of their number, so that an error of a tenth costs a hundred times the children.',
      'More children help against chance and nothing else: a wrong assumption stays as wrong with a million.',
    ],
    exercise: () => 'The first study is repeated with a hundred times as many children.',
    exercise_guess: 'Its standard error, of 100 children:',
    exercise_answer: (n) => [`The engine simulated that study: its standard error is ${n.answer} of 100 children.`],
  },
  de: {
    title: 'Viermal so viele Kinder',
    summary: 'Was machen viermal so viele Kinder mit dem Fehler eines Anteils?',
    question: [
      'Wie viele von 100 Kindern werden binnen 5 Jahren nach einer Weichteiloperation noch einmal an der Hüfte operiert? Ein simuliertes Kind sagt ja oder nein. Zehn sagen ein wenig, zehntausend viel mehr.',
      'Eine Studie einer gewissen Größe ergibt einen Anteil mit einem Standardfehler. Nun bezahlt jemand viermal so viele Kinder.',
    ],
    guess: 'Was wird aus dem Standardfehler?',
    guess_choices: { quarter: 'ein Viertel', half: 'die Hälfte', same: 'etwa derselbe' },
    control: 'Kinder der ersten Studie',
    control_words: (count) => `${count} Kinder`,
    simulated_many: 'Drei Studien, jede mit viermal so vielen Kindern wie die vorige.',
    caption: 'Von 100 Kindern: spätere Operation binnen 5 Jahren nach einer Weichteiloperation',
    columns: () => ['Kinder der Studie', 'von 100', 'von', 'bis', 'Standardfehler'],
    rows: {},
    forest: {
      title: 'Das Intervall schrumpft mit der Wurzel aus der Zahl der Kinder.',
      description: 'Der Anteil mit späterer Operation binnen 5 Jahren in drei Studien, jede mit viermal so vielen Kindern wie die darüber, und sein 95-%-Intervall.',
      axis: 'von 100 Kindern, spätere Operation binnen 5 Jahren', note: INTERVAL_DE,
    },
    answer: (n) => [
      `Etwa ${n.share} von 100 Kindern werden noch einmal operiert; den übrigen der 100 bleibt es erspart. Mit ${n.onceChildren} Kindern beträgt der Standardfehler ${n.once} von 100, mit ${n.fourChildren} sind es ${n.four}, mit ${n.sixteenChildren} noch ${n.sixteen}.`,
      'Viermal so viele Kinder halbieren den Fehler. Die Zufälle der einzelnen Kinder summieren sich nur mit der Wurzel aus ihrer Zahl; ein Zehntel des Fehlers kostet daher hundertmal so viele Kinder.',
      'Mehr Kinder helfen gegen den Zufall und gegen sonst nichts: Eine falsche Annahme bleibt auch mit einer Million Kindern falsch.',
    ],
    exercise: () => 'Die erste Studie wird mit hundertmal so vielen Kindern wiederholt.',
    exercise_guess: 'Ihr Standardfehler, von 100 Kindern:',
    exercise_answer: (n) => [`Das Programm hat diese Studie simuliert: Ihr Standardfehler beträgt ${n.answer} von 100 Kindern.`],
  },
};
