package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts into words what a person is told to do about an error that stands: the remedy, and once how to go on. */
public final class RemedyTexts {
    public static final String THEN_RESUME = "; then resume the task by raising spec.resumeNonce";
    private static final Pattern RESUME = Pattern.compile("(?:[,;]? then|[.] Then) resume[.]?$");
    private static final Pattern END = Pattern.compile("[.;]$");

    private RemedyTexts() {}

    /** What should have passed by itself, and did not, is resumed by a person, too. */
    public static String ofFailed(FailureStatus failure) {
        return failure.failureClass() == FailureClass.Transient
                        && !failure.remedy().toLowerCase(Locale.ROOT).contains("resume")
                ? withoutResume(failure.remedy()) + THEN_RESUME
                : failure.remedy();
    }

    /** The remedy as one of several, all of which come before the task is resumed. */
    static String withoutResume(String remedy) {
        return END.matcher(RESUME.matcher(remedy.strip()).replaceFirst("")).replaceFirst("");
    }
}
