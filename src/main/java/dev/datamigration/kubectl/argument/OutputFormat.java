package dev.datamigration.kubectl.argument;

/** Says what is printed: for people, or for scripts. */
public enum OutputFormat {
    table,
    name,
    json,
    yaml;

    /** @param asked null for what people read */
    public static OutputFormat of(String asked) {
        for (var format : values()) {
            if (asked == null ? format == table : format.name().equals(asked)) {
                return format;
            }
        }
        throw CommandFailure.misused("--output is table, name, json or yaml");
    }

    /** Returns whether it is an object as the API server has it. */
    public boolean isObject() {
        return this == json || this == yaml;
    }
}
