package dev.datamigration.kubectl;

/** Lines of a description, each with what it is about in front. */
final class DescriptionLines {
    private final StringBuilder text = new StringBuilder();

    /** As it is; without a line break. */
    void add(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    void add(String about, String value) {
        add("  %-11s %s".formatted(about, value));
    }

    /** Nothing is said of what is null or empty. */
    void addIfKnown(String about, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            add(about, value.toString());
        }
    }

    static String orDash(Object value) {
        return value == null ? "-" : value.toString();
    }

    static long orZero(Number value) {
        return value == null ? 0 : value.longValue();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
