package dev.datamigration.database.postgres.structure.extension;

import dev.datamigration.database.structure.Difference;
import dev.datamigration.failure.Quantity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares what users have written into the tables of extensions, which no replication carries. */
public final class ExtensionRows {
    private ExtensionRows() {}

    /** Changes with any of these rows. */
    public static String fingerprint(Connection source) throws SQLException {
        var digests = new StringBuilder();
        for (var table : ConfigurationTable.all(source)) {
            digests.append(table.name())
                    .append(' ')
                    .append(table.digest(source, table.columns()))
                    .append('\n');
        }
        return digests.toString();
    }

    /** Of extensions that are on both sides; others are listed themselves. */
    public static List<Difference> differences(Connection source, Connection target) throws SQLException {
        var there = ConfigurationTable.all(target);
        var found = new ArrayList<Difference>();
        for (var table : ConfigurationTable.all(source)) {
            var same = there.stream().filter(table::isSame).findFirst();
            if (same.isPresent()) {
                var columns = new ArrayList<>(table.columns());
                columns.retainAll(same.get().columns());
                var wanted = table.digest(source, columns);
                var is = same.get().digest(target, columns);
                if (!wanted.equals(is)) {
                    found.add(new Difference(
                            "ExtensionRows",
                            table.name() + " of extension " + table.extension(),
                            false,
                            "Rows that were added to the extension's table differ: %s on the source, %s on the target. They are copied when the schema is migrated, and no changes of them are: copy them by hand."
                                    .formatted(rows(wanted), rows(is)),
                            List.of()));
                }
            }
        }
        found.addAll(positions(source, target));
        return found;
    }

    private static List<Difference> positions(Connection source, Connection target) throws SQLException {
        var there = ConfigurationSequence.all(target);
        var found = new ArrayList<Difference>();
        for (var sequence : ConfigurationSequence.all(source)) {
            var same = there.stream().filter(sequence::isSame).findFirst();
            if (same.isPresent()) {
                var wanted = sequence.position(source);
                var is = same.get().position(target);
                if (!wanted.equals(is)) {
                    found.add(new Difference(
                            "ExtensionRows",
                            sequence.name() + " of extension " + sequence.extension(),
                            false,
                            "The extension's sequence stands at %s on the source, at %s on the target. It is set when the schema is migrated, and does not follow."
                                    .formatted(wanted, is),
                            List.of(same.get().setting(wanted) + ";")));
                }
            }
        }
        return found;
    }

    private static String rows(String digest) {
        var end = digest.indexOf(' ');
        return Quantity.of(Long.parseLong(end < 0 ? digest : digest.substring(0, end)), "row");
    }
}
