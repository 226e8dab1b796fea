package dev.datamigration.kubectl.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns that are as wide as their longest cell. */
public final class TextTable {
    private static final int GAP = 3;

    private final String indent;
    private final List<String[]> rows = new ArrayList<>();

    private TextTable(String indent) {
        this.indent = indent;
    }

    public static TextTable indented(String... header) {
        return new TextTable("  ").row(header);
    }

    static TextTable atTheMargin(String... header) {
        return new TextTable("").row(header);
    }

    /** @param cells as many as in the header; null is shown as nothing */
    public TextTable row(String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell == null ? "" : oneLine(cell))
                .toArray(String[]::new));
        return this;
    }

    /** A text as it is shown among others in a line. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\n\\t\\r]", " ");
    }

    /** Returns whether there is nothing but the header. */
    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** A line for each row, with its line break. */
    @Override
    public String toString() {
        var widths = new int[rows.get(0).length];
        for (var row : rows) {
            for (var column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], length(row[column]));
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            text.append(line(row, widths)).append('\n');
        }
        return text.toString();
    }

    private String line(String[] row, int[] widths) {
        var line = new StringBuilder(indent);
        for (var column = 0; column < row.length; column++) {
            line.append(row[column]).append(" ".repeat(widths[column] - length(row[column]) + GAP));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
