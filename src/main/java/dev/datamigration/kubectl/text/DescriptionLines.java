package dev.datamigration.kubectl.text;

/** Lines of a description, each with what it is about in front. */
public final class DescriptionLines {
    private final StringBuilder text = new StringBuilder();

    /** As it is; without a line break. */
    public void add(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    public void add(String about, String value) {
        add("  %-11s %s".formatted(about, value));
    }

    /** Nothing is said of what is null or empty. */
    public void addIfKnown(String about, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            add(about, value.toString());
        }
    }

    public static String orDash(Object value) {
        return value == null ? "-" : value.toString();
    }

    public static long orZero(Number value) {
        return value == null ? 0 : value.longValue();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
