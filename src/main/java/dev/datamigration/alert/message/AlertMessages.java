package dev.datamigration.alert.message;

import dev.datamigration.alert.message.Message.Section;
import dev.datamigration.api.alert.AlertLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Puts alerts into words: one in full, several as a digest that names every task. */
public final class AlertMessages {
    private static final int LONGEST = 600;

    /** So many alerts get a long line each. */
    private static final int MOST_LONG_LINES = 100;

    private static final int LONG_LINE = 160;
    private static final int SHORT_LINE = 80;

    /** So many alerts get a line each; of more, only the tasks are named. */
    private static final int MOST_LINES = 600;

    private static final int MOST_REMARKS = 3;
    private static final int LONGEST_REMARKS = 1024;

    private AlertMessages() {}

    /** @param waiting how many alerts the same robot has to tell of altogether: the more, the shorter each one */
    public static Message of(List<Notice> notices, int waiting) {
        return notices.size() == 1 ? single(notices.get(0)) : digest(notices, waiting);
    }

    private static Message single(Notice notice) {
        var text = new AlertText(notice);
        var words = MessageBundle.of(notice.language());
        var alert = notice.alert();
        var lines = new ArrayList<String>();
        lines.add(words.of("line.task", text.task()));
        lines.add(words.of("line.phase", text.phase()));
        if (alert.since() != null) {
            lines.add(words.of("line.since", alert.since()));
        }
        lines.add(words.of("line.what", text.what(LONGEST)));
        if (!text.remedy(LONGEST).isEmpty()) {
            lines.add(words.of("line.remedy", text.remedy(LONGEST)));
        }
        lines.add(words.of("line.command", text.command()));
        lines.add(words.of("line.number", alert.number(), alert.time()));
        if (notice.remarks() != null) {
            lines.add(words.of("line.remarks", SanitizedText.of(notice.remarks(), LONGEST_REMARKS)));
        }
        var title = "[" + text.level() + "] " + text.task() + ": " + text.headline();
        return new Message(title, List.of(new Section(null, lines)));
    }

    private static Message digest(List<Notice> notices, int waiting) {
        var words = MessageBundle.of(notices.get(0).language());
        var sections = new ArrayList<Section>();
        for (var level : AlertLevel.values()) {
            var of = notices.stream()
                    .filter(notice -> notice.alert().level() == level)
                    .toList();
            if (!of.isEmpty()) {
                sections.add(new Section(words.of("digest.heading", words.of(level), of.size()), lines(of, waiting)));
            }
        }
        sections.add(new Section(null, foot(notices, words)));
        var tasks = tasks(notices);
        return new Message(tasks == 1 ? words.of("digest.title.one") : words.of("digest.title", tasks), sections);
    }

    private static List<String> lines(List<Notice> notices, int waiting) {
        var longest = waiting <= MOST_LONG_LINES ? LONG_LINE : SHORT_LINE;
        return waiting <= MOST_LINES
                ? notices.stream().map(notice -> line(notice, longest)).toList()
                : List.of(notices.stream()
                        .map(notice -> new AlertText(notice).numbered())
                        .collect(Collectors.joining(", ")));
    }

    private static String line(Notice notice, int longest) {
        var text = new AlertText(notice);
        var remedy = text.remedy(longest / 2);
        var since = notice.alert().since();
        return text.numbered() + " · " + text.phase() + (since == null ? "" : " · " + since) + " · "
                + text.what(longest) + (remedy.isEmpty() ? "" : " → " + remedy);
    }

    private static List<String> foot(List<Notice> notices, MessageBundle words) {
        var lines = new ArrayList<String>();
        lines.add(words.of("digest.command"));
        var remarks = new LinkedHashSet<String>();
        notices.stream()
                .filter(notice -> notice.remarks() != null)
                .limit(MOST_LINES)
                .forEach(notice -> remarks.add(notice.remarks()));
        remarks.stream()
                .limit(MOST_REMARKS)
                .forEach(text -> lines.add(words.of("line.remarks", SanitizedText.of(text, LONGEST_REMARKS))));
        return lines;
    }

    private static long tasks(List<Notice> notices) {
        return notices.stream().map(Notice::task).distinct().count();
    }
}
