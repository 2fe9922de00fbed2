/** How a command ends, for the shell. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** A command line that cannot be read. */
  usage: 2,
  /** Ctrl-C (128 + SIGINT). */
  interrupted: 130,
} as const;
