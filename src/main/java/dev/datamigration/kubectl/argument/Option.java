package dev.datamigration.kubectl.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says what may stand on the command line besides the command and names of tasks. */
public enum Option {
    DryRun(Kind.Flag, "--dry-run"),
    Yes(Kind.Flag, "-y", "--yes"),
    NoWait(Kind.Flag, "--no-wait"),
    All(Kind.Flag, "--all"),
    Retry(Kind.Flag, "--retry"),
    Skip(Kind.Flag, "--skip"),
    Test(Kind.Flag, "--test"),
    Acknowledge(Kind.Flag, "--acknowledge"),
    TaskStatus(Kind.Flag, "--task-status"),
    Watch(Kind.Flag, "-w", "--watch"),
    Help(Kind.Flag, "-h", "--help"),
    File(Kind.Text, "-f", "--filename"),
    Names(Kind.Text, "--names"),
    Selector(Kind.Text, "-l", "--selector"),
    Namespace(Kind.Text, "-n", "--namespace"),
    Context(Kind.Text, "--context"),
    Kubeconfig(Kind.Text, "--kubeconfig"),
    As(Kind.Text, "--as"),
    Output(Kind.Text, "-o", "--output"),
    Parallelism(Kind.Number, "--parallelism"),
    WaveBy(Kind.Text, "--wave-by"),
    WaveSize(Kind.Number, "--wave-size"),
    HaltAfter(Kind.Number, "--halt-after"),
    Timeout(Kind.Time, "--timeout"),
    Deadline(Kind.Time, "--deadline"),
    Ttl(Kind.Time, "--ttl"),
    Step(Kind.Text, "--step"),
    Latency(Kind.Time, "--latency"),
    Channel(Kind.Text, "--channel"),
    UrlSecret(Kind.Text, "--url-secret"),
    SigningSecret(Kind.Text, "--signing-secret"),
    Frequency(Kind.Time, "--frequency"),
    Remarks(Kind.Text, "--remarks");

    /** Says what is given with an option. */
    enum Kind {
        Flag,
        Text,
        Number,
        /** Such as 90, 90s, 10m or 1h; in seconds. */
        Time
    }

    final Kind kind;
    private final List<String> spellings;

    Option(Kind kind, String... spellings) {
        this.kind = kind;
        this.spellings = List.of(spellings);
    }

    /** As a message calls it. */
    public String spelling() {
        return spellings.get(spellings.size() - 1);
    }

    static Optional<Option> spelled(String word) {
        return Arrays.stream(values())
                .filter(option -> option.spellings.contains(word))
                .findFirst();
    }
}
