package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads one kind of JSON answer. Unknown fields are skipped; what is nested or written beyond all reason is refused; a
 * number or a time that cannot be what it should be is null and leaves the rest of the answer usable.
 *
 * @param <T> what the answer is bound to
 */
public final class KubeletJson<T> {

    /**
     * Room for 500 pods with 1,500 tokens each (recorded: 510 a pod in a summary, 220 in /pods). Objects weigh ten times
     * what they take in an answer: without this limit, 8 MiB of the smallest containers fill a heap of 64 MiB.
     */
    private static final long MAX_TOKENS = 750_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(1024 * 1024)
                            .build())
                    .build())
            .addModule(new SimpleModule()
                    .addDeserializer(Long.class, new Unsigned())
                    .addDeserializer(Instant.class, new Time()))
            .build();

    private final ObjectReader reader;
    private final Class<T> type;
    private final Peer peer;

    KubeletJson(Class<T> type) {
        this(type, Peer.KUBELET);
    }

    /**
     * Reads answers of {@code peer}.
     *
     * @param type what an answer is bound to
     */
    public KubeletJson(Class<T> type, Peer peer) {
        this.type = type;
        this.peer = peer;
        this.reader = MAPPER.readerFor(type);
    }

    /**
     * Reads the document, which must be whole and alone.
     *
     * @throws SourceException with the place of the fault, and without anything that stands there
     */
    public T read(InputStream body, String path) throws SourceException {
        T document;
        try {
            document = type.cast(reader.readValue(body));
        } catch (JacksonException e) {
            // Jackson's own message may quote the document, so that it is not passed on, not even as a cause.
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new SourceException(
                    peer.title() + "'s answer to " + path + " is not the JSON expected there" + place);
        }
        if (document == null) {
            throw new SourceException(peer.title() + "'s answer to " + path + " is null");
        }
        return document;
    }

    /** A name, or null where it is missing or empty: nothing has an empty name. */
    public static @Nullable String name(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** A Go uint64 that fits a long. Larger ones are underflows on the node's side: unknown. */
    private static final class Unsigned extends ValueDeserializer<Long> {

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long value = parser.getLongValue();
                return value < 0 ? null : value;
            }
            parser.skipChildren();
            return null;
        }
    }

    /** A time by RFC 3339. */
    private static final class Time extends ValueDeserializer<Instant> {

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return OffsetDateTime.parse(parser.getString()).toInstant();
                } catch (DateTimeException e) {
                    return null;
                }
            }
            parser.skipChildren();
            return null;
        }
    }
}
