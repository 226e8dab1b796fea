package dev.datamigration.database.compare;

import java.util.List;

/**
 * Says what one look at one side found under a key: or, in a table without a key, under a row's hash.
 *
 * @param value equal on both sides if and only if they agree: the hash of the row, or how many copies there are
 * @param version changes whenever the row is written on this side; says nothing to the other side
 * @param rows how many rows were found
 * @param key as this side spells it, for keys that are equal but not the same (1.0 and 1.00); null where no row was
 *     found
 * @param place where one of the rows lay, as its server finds it again; null where no row was found
 */
public record RowObservation(String value, String version, long rows, List<String> key, String place) {
    public static final RowObservation ABSENT = new RowObservation("", "", 0, null, null);

    public boolean absent() {
        return rows == 0;
    }
}
