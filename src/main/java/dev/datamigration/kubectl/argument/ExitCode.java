package dev.datamigration.kubectl.argument;

/** Says how a command ended; scripts read the number. */
public enum ExitCode {
    Done(0),
    /** kubectl, the API server or the operator could not do what was asked. */
    Error(1),
    /** The command line is not understood. */
    Misused(2),
    /** At least one task did not reach the outcome, or the batch was broken off. */
    TasksFailed(3),
    /** No selected task supports the operation. */
    NothingSupported(4),
    /** The question was not answered with yes. */
    NotConfirmed(5),
    /** As a shell has it of SIGINT. */
    Interrupted(130);

    public final int number;

    ExitCode(int number) {
        this.number = number;
    }
}
