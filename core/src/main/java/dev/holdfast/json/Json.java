package dev.holdfast.json;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON strictly and writes it plainly (RFC 8259).
 *
 * <p>Refused while reading: duplicate names, anything after the value, and depth, length and number of tokens beyond the limits.
 * Left out while writing: every {@link Hidden} value. Threading: immutable.
 */
public final class Json {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_NAME = 256;
    private static final int MAX_DIGITS = 100;
    private static final int MAX_TOKENS = 100_000;

    private final JsonMapper mapper;

    /** JSON with the house's limits. */
    public Json() {
        var limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_TEXT)
                .maxNameLength(MAX_NAME)
                .maxNumberLength(MAX_DIGITS)
                .maxTokenCount(MAX_TOKENS)
                .build();
        mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .addMixIn(Hidden.class, Left.class)
                .addModule(HouseTypes.module())
                .build();
    }

    @JsonIgnoreType
    private interface Left {}

    /**
     * Returns the value as JSON in UTF-8.
     *
     * @throws IllegalStateException where the value cannot be written
     */
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JacksonException failure) {
            throw new IllegalStateException(
                    "cannot be written as JSON: " + value.getClass().getName(), failure);
        }
    }

    /**
     * Writes the value through a generator of the caller's that stands before the one that makes the bytes, and returns those.
     *
     * @throws IllegalStateException where the value cannot be written
     */
    public byte[] write(Object value, UnaryOperator<JsonGenerator> before) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = before.apply(mapper.createGenerator(bytes))) {
            mapper.writeValue(generator, value);
        } catch (JacksonException failure) {
            throw new IllegalStateException(
                    "cannot be written as JSON: " + value.getClass().getName(), failure);
        }
        return bytes.toByteArray();
    }

    /** Returns JSON text that has been decoded already as a tree; a problem as of bytes. */
    public JsonNode read(String text) {
        return tree(() -> mapper.readTree(text));
    }

    /** Returns the JSON text as a tree; a problem of kind malformed where it is not JSON, or more than accepted. */
    public JsonNode read(byte[] text) {
        if (!isUtf8(text)) {
            throw new Problem(Kind.MALFORMED, "the body is not valid UTF-8");
        }
        return tree(() -> mapper.readTree(text));
    }

    private static JsonNode tree(Supplier<@Nullable JsonNode> reading) {
        try {
            var tree = reading.get();
            if (tree == null || tree.isMissingNode()) {
                throw new Problem(Kind.MALFORMED, "the body is empty where JSON is expected");
            }
            return tree;
        } catch (StreamConstraintsException | NumberFormatException _) {
            // Jackson lets the latter through where an exponent is beyond those of BigDecimal.
            throw new Problem(
                    Kind.MALFORMED, "the body is JSON that is too deep, too long or too large in its numbers");
        } catch (JacksonException failure) {
            throw new Problem(Kind.MALFORMED, "the body is not valid JSON" + at(failure));
        }
    }

    /** Jackson guesses other encodings, in which every text has zeros, and takes overlong forms: filters before us see other text. */
    private static boolean isUtf8(byte[] text) {
        var isPlain = true;
        for (var each : text) {
            if (each == 0) {
                return false;
            }
            isPlain &= each > 0;
        }
        return isPlain || isDecodable(text);
    }

    private static boolean isDecodable(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static String at(JacksonException failure) {
        var location = failure.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
