package dev.datamigration.transfer.full;

/** PostgreSQL's bulk formats. */
enum CopyFormat {
    Binary("binary"),
    Text("text");

    private final String keyword;

    CopyFormat(String keyword) {
        this.keyword = keyword;
    }

    String keyword() {
        return keyword;
    }
}
