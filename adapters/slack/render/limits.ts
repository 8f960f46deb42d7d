/** What Slack takes, as docs/platforms measured it; characters unless said otherwise. */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Bytes of a whole view; Slack says 250 KB, and does not say how it counts. */
  viewSize: 200_000,
  /**
   * Every text of a message's blocks together; more is `msg_blocks_too_long`. Slack counts something for each block besides:
   * of 9,597 characters in 50 blocks and 11,341 in 45 the first were taken (bolt-js issue 2867).
   */
  messageText: 12_000,
  blockCost: 50,
  fallbackText: 4_000,
  section: 3_000,
  header: 150,
  context: 2_000,
  fields: 10,
  field: 2_000,
  actions: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  options: 100,
  optionGroups: 100,
  optionLabel: 75,
  optionDescription: 75,
  optionValue: 150,
  overflow: 5,
  pickedUsers: 500,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputValue: 3_000,
  placeholder: 150,
  altText: 2_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  blockId: 255,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  tablesPerMessage: 1,
  /** Of a chart that Slack draws itself. */
  chartTitle: 50,
  chartAxis: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartGroups: 20,
  fileAltText: 1_000,
  /** Uses of one response_url. */
  responses: 5,
} as const;
