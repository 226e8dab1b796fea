package dev.datamigration.transfer.help;

import java.util.List;

/**
 * Says what a helper saw in a range. Whether suspects really differ is the leading worker's to settle.
 *
 * @param scanned rows on the source
 * @param consistent rows that are equal
 * @param suspects keys of rows that seemed to differ
 */
public record ComparedRange(long scanned, long consistent, List<List<String>> suspects) {}
