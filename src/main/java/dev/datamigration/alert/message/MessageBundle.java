package dev.datamigration.alert.message;

import dev.datamigration.api.alert.AlertLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The words of one language. */
final class MessageBundle {
    private static final MessageBundle ENGLISH = read("en");
    private static final MessageBundle CHINESE = read("zh");

    private final Properties texts;

    private MessageBundle(Properties texts) {
        this.texts = texts;
    }

    static MessageBundle of(AlertLanguage language) {
        return language == AlertLanguage.Chinese ? CHINESE : ENGLISH;
    }

    private static MessageBundle read(String language) {
        var texts = new Properties();
        try (var file = MessageBundle.class.getResourceAsStream(
                        "/dev/datamigration/alert/" + language + ".properties");
                var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MessageBundle(texts);
    }

    /** @throws IllegalArgumentException if there are no words for it */
    String of(String key, Object... values) {
        var text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        return text.formatted(values);
    }

    /** Null where there are no words of this language's own. */
    String find(String key) {
        return texts.getProperty(key);
    }

    String of(Enum<?> value) {
        return of(value.getDeclaringClass().getSimpleName() + "." + value.name());
    }
}
