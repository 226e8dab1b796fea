package dev.datamigration.quickstart;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the quickstart; exits with 0 only if everything it promises came true. */
public final class Main {
    /** What the servers' own start-up says helps nobody here. Held, so that the settings are not collected. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger KUBERNETES_CLIENT = Logger.getLogger("io.fabric8");

    private Main() {}

    public static void main(String[] arguments) {
        // a client that is ended while it starts would leave its cache of files behind
        System.setProperty("vertx.disableFileCPResolving", "true");
        ROOT.setLevel(Level.WARNING);
        KUBERNETES_CLIENT.setLevel(Level.SEVERE);
        var cleanUp = CleanUp.onExit();
        endWithParent();
        var succeeded = run(cleanUp);
        cleanUp.close();
        System.exit(succeeded ? 0 : 1);
    }

    /** Ctrl-C reaches Maven and this program; a SIGTERM to Maven alone would leave servers behind. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(143)));
    }

    private static boolean run(CleanUp cleanUp) {
        var screen = Screen.forThisTerminal();
        try {
            return run(Options.fromSystemProperties(), screen, cleanUp);
        } catch (QuickstartFailure e) {
            screen.say("%n%s%n".formatted(e.getMessage()));
            return false;
        }
    }

    private static boolean run(Options options, Screen screen, CleanUp cleanUp) {
        try {
            return new Quickstart(options, screen, cleanUp).run();
        } catch (Exception e) {
            // After Ctrl-C everything fails, because its servers are gone.
            if (!cleanUp.hasBegun()) {
                screen.say("%nFAILED: %s%n  operator log: %s%n".formatted(e.getMessage(), options.operatorLog()));
            }
            return false;
        }
    }
}
