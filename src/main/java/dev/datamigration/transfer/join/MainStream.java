package dev.datamigration.transfer.join;

/** The forward synchronisation of the task, as a change of its tables sees it. */
@FunctionalInterface
public interface MainStream {
    /**
     * Ends the synchronisation between two transactions of the source, with its position saved, does the work while nothing of it
     * runs, and begins it again from the checkpoints, with the selection that the run has then; also where the work throws. Whoever
     * asks for the applied position meanwhile gets that of the end, and whoever wants it to stand still is told to try again.
     *
     * @param work on the caller's thread
     */
    void whileAtRest(Runnable work);
}
