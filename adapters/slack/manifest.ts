export const slackManifest = () => ({});
