package dev.datamigration.database.postgres.liveness;

/**
 * Says what a server says of one of its processes; texts are null where it says nothing.
 *
 * @param kind its {@code backend_type}; a walsender is one that streams, as one that makes a slot waits for what it likes
 * @param state of its last statement
 * @param waitType what kind of thing it waits for
 * @param waitEvent what it waits for
 */
record BackendFacts(String kind, String state, String waitType, String waitEvent) {

    /**
     * Returns whether the server waits for us while we wait for it: what was said on one side has not come to the other. A sender of
     * the log always has an answer, since it is asked once a second.
     */
    boolean waitsForUs() {
        if ("walsender".equals(kind) && ("Activity".equals(waitType) || "Client".equals(waitType))) {
            return true;
        }
        return state != null
                && (state.startsWith("idle") || state.equals("active") && "Client".equals(waitType) && isTalk());
    }

    private boolean isTalk() {
        return "ClientRead".equals(waitEvent) || "ClientWrite".equals(waitEvent);
    }
}
