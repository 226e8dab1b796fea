package dev.datamigration.kubectl.argument;

/** Ends the command. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public final transient ExitCode code;

    /** @param message for the person; null where it was told already, by kubectl for instance */
    public CommandFailure(ExitCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Of a command line that is not understood. */
    public static CommandFailure misused(String message) {
        return new CommandFailure(ExitCode.Misused, message + " (kubectl migration help)");
    }

    /** Of a kubectl that has said why. */
    public static CommandFailure told() {
        return new CommandFailure(ExitCode.Error, null);
    }
}
