package dev.datamigration.faults.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds every row of one database against what the journals say, in both directions. */
final class BooksCheck {
    private static final int EXAMPLES = 3;
    private final List<Rows> journals;
    private final BooksReader reader;
    private final List<String> differences = new ArrayList<>();

    BooksCheck(List<Rows> journals, BooksReader reader) {
        this.journals = journals;
        this.reader = reader;
    }

    List<String> differences() {
        for (var table : Table.values()) {
            check(table);
        }
        var bulk = journals.get(0).bulk();
        var found = reader.ask(BulkWork.question(bulk));
        if (!found.equals(BulkWork.answer(bulk))) {
            differences.add(BulkWork.TABLE + ": [" + found + "] instead of [" + BulkWork.answer(bulk) + "]");
        }
        return differences;
    }

    private void check(Table table) {
        var wanted = new TreeMap<String, String>();
        journals.forEach(rows -> wanted.putAll(rows.table(table.sqlName()).asMap()));
        var found = reader.read(table);
        var missing = new ArrayList<String>();
        var changed = new ArrayList<String>();
        var extra = new TreeSet<>(found.keySet());
        extra.removeAll(wanted.keySet());
        wanted.forEach((key, row) -> {
            var rows = found.getOrDefault(key, List.of());
            if (rows.isEmpty()) {
                missing.add(key);
            } else if (!rows.equals(List.of(row))) {
                changed.add(key + " (" + rows.size() + ": " + shortened(rows.get(0)) + " instead of " + shortened(row)
                        + ")");
            }
        });
        tell(table, "missing", missing);
        tell(table, "changed or doubled", changed);
        tell(table, "that nobody committed", List.copyOf(extra));
    }

    private void tell(Table table, String what, List<String> rows) {
        if (!rows.isEmpty()) {
            differences.add("%s: %d rows %s, such as %s"
                    .formatted(table.sqlName(), rows.size(), what, rows.subList(0, Math.min(EXAMPLES, rows.size()))));
        }
    }

    private static String shortened(String row) {
        return row.length() <= 80 ? row : row.substring(0, 80) + "… (" + row.length() + " characters)";
    }
}
