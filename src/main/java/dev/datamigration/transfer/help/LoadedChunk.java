package dev.datamigration.transfer.help;

/** Says what a helper copied and committed. */
public record LoadedChunk(long rows, long bytes) {}
