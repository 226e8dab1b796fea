package dev.datamigration.kubectl;

/** Ends the command. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient ExitCode code;

    /** @param message for the person; null where it was told already, by kubectl for instance */
    CommandFailure(ExitCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Of a command line that is not understood. */
    static CommandFailure misused(String message) {
        return new CommandFailure(ExitCode.Misused, message + " (kubectl migration help)");
    }

    /** Of a kubectl that has said why. */
    static CommandFailure told() {
        return new CommandFailure(ExitCode.Error, null);
    }
}
