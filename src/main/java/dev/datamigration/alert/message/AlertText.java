package dev.datamigration.alert.message;

import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import java.time.Duration;

/** Puts into words what one alert has to tell, in one language. */
final class AlertText {
    private static final int LONGEST_NAME = 320;
    private static final long MEGABYTE = 1L << 20;

    private final Notice notice;
    private final AlertRecord alert;
    private final MessageBundle words;

    AlertText(Notice notice) {
        this.notice = notice;
        this.alert = notice.alert();
        this.words = MessageBundle.of(notice.language());
    }

    /** Namespace and name: there may be tasks of the same name in two namespaces. */
    String task() {
        return SanitizedText.of(notice.task().namespace() + "/" + notice.task().name(), LONGEST_NAME);
    }

    /** With the alert's number, by which a repetition is recognised. */
    String numbered() {
        return task() + " #" + alert.number();
    }

    String level() {
        return words.of(alert.level());
    }

    String phase() {
        return alert.phase() == null ? words.of("phase.none") : words.of(alert.phase());
    }

    /** Half a sentence, for a title. */
    String headline() {
        return switch (alert.level()) {
            case Test -> words.of("headline.test");
            case Recovered -> words.of("headline.recovered." + alert.rule());
            case Critical, Warning -> words.of(headlineKey(), phase());
        };
    }

    private String headlineKey() {
        var key = "headline." + alert.level() + "." + alert.rule();
        var ofItsValue = key + "." + alert.value();
        return words.find(ofItsValue) == null ? key : ofItsValue;
    }

    String what(int longest) {
        if (alert.level() == AlertLevel.Test) {
            return words.of("what.test");
        }
        var told = SanitizedText.of(own("what", alert.text()) + left(), longest);
        return alert.level() == AlertLevel.Recovered ? words.of("what.recovered", told) : told;
    }

    String remedy(int longest) {
        return alert.remedy() == null ? "" : SanitizedText.of(own("remedy", alert.remedy()), longest);
    }

    String command() {
        return "kubectl -n " + notice.task().namespace() + " describe migrationtask "
                + notice.task().name();
    }

    /** This language's own words, followed by the original where that says more. */
    private String own(String part, String original) {
        var pattern = words.find(part + "." + alert.rule() + "." + alert.value());
        if (pattern == null) {
            pattern = words.find(part + "." + alert.rule());
        }
        if (pattern == null || alert.level() == AlertLevel.Recovered) {
            return original;
        }
        return pattern.replace("{value}", figure(alert.value()))
                .replace("{threshold}", figure(alert.threshold()))
                .replace("{text}", original);
    }

    /** The time that is left, where this language has words of its own for what happened; the original says it itself. */
    private String left() {
        var pattern = words.find("left." + alert.rule());
        if (pattern == null || alert.secondsLeft() == null || alert.level() == AlertLevel.Recovered) {
            return "";
        }
        var left = Duration.ofSeconds(alert.secondsLeft());
        return pattern.replace("{hours}", Long.toString(left.toHours()))
                .replace("{minutes}", Integer.toString(left.toMinutesPart()));
    }

    private String figure(String value) {
        return alert.rule() == AlertKind.RetainedLog && value != null
                ? Long.parseLong(value) / MEGABYTE + " MB"
                : String.valueOf(value);
    }
}
