package dev.datamigration.kubectl.cluster;

/** The program that has the access, contexts and proxies, and speaks with the API server. */
public interface Kubectl {
    /**
     * Returns what it prints; why it fails it says to the person.
     *
     * @param input what it reads from its standard input; null for nothing
     */
    KubectlOutput run(String input, String... arguments);

    /** The same, without a word of why it fails. */
    KubectlOutput runQuietly(String... arguments);

    /** As {@link #run}, without the options that say which cluster is meant. */
    KubectlOutput runLocally(String... arguments);
}
