package dev.datamigration.transfer.precheck.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiFunction;

/** Gathers problems of one kind into one finding that stays short however many there are. */
public final class Problems {
    /** Most problems, and most remedies, that are written out. */
    static final int WRITTEN_OUT = 20;

    private final List<String> found = new ArrayList<>();
    private final LinkedHashSet<String> remedies = new LinkedHashSet<>();

    public void add(String what, String remedy) {
        found.add(what);
        remedies.add(remedy);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Failed with everything that was added, or passed with the given message if nothing was. */
    public Finding failedOr(String headline, String passed) {
        return finding(headline, passed, Finding::failed);
    }

    /** As {@link #failedOr}, but a warning. */
    public Finding warningOr(String headline, String passed) {
        return finding(headline, passed, Finding::warning);
    }

    private Finding finding(String headline, String passed, BiFunction<String, String, Finding> kind) {
        return found.isEmpty()
                ? Finding.passed(passed)
                : kind.apply(headline + ": " + written(found, "; ") + ".", written(remedies, " "));
    }

    /** The first of them, and how many more there are. */
    static String written(Collection<String> all, String separator) {
        var text = String.join(separator, all.stream().limit(WRITTEN_OUT).toList());
        return all.size() <= WRITTEN_OUT ? text : text + separator + "and " + (all.size() - WRITTEN_OUT) + " more";
    }
}
