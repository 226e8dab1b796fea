package dev.datamigration.transfer.speed;

/** Work that gives way. The apply never does: nothing else frees the log that is kept. */
public enum YieldingWork {
    /** It keeps the log until it has ended, so to slow down for the log's sake would make things worse. */
    Load("the load runs"),

    /** It can rest for as long as it takes. */
    Verification("the verification runs");

    private final String runs;

    YieldingWork(String runs) {
        this.runs = runs;
    }

    /** It and its verb, for a sentence. */
    String runs() {
        return runs;
    }
}
