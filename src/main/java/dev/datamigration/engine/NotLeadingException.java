package dev.datamigration.engine;

/** Another process leads: this one must leave undone what it was about to do. */
public final class NotLeadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param leader who leads, or null where nobody does */
    public NotLeadingException(String leader) {
        super(
                leader == null || leader.isEmpty()
                        ? "this process does not lead any more"
                        : "this process does not lead any more; " + leader + " does");
    }
}
