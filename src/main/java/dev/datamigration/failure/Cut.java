package dev.datamigration.failure;

/** Text for people that is not to be longer than its place: the end of a longer one gives way to "…". */
public final class Cut {
    private Cut() {}

    /**
     * @param most characters, with the mark of what is left out; at least 1
     * @param text null stays null
     */
    public static String to(int most, String text) {
        return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
