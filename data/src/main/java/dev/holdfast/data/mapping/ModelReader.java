package dev.holdfast.data.mapping;

import dev.holdfast.Default;
import dev.holdfast.Hidden;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Id;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import dev.holdfast.data.UpdatedAt;
import dev.holdfast.data.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the model of one record, and says everything that is wrong with it at once. */
final class ModelReader<T extends Record, ID> {

    private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final Map<Class<? extends Annotation>, Trait> MARKS = Map.of(
            Id.class, Trait.ID,
            Unique.class, Trait.UNIQUE,
            Trim.class, Trait.TRIM,
            Lowercase.class, Trait.LOWERCASE,
            CreatedAt.class, Trait.CREATED_AT,
            UpdatedAt.class, Trait.UPDATED_AT,
            Version.class, Trait.VERSION);

    private final Class<T> type;
    private final List<String> faults = new ArrayList<>();
    private final List<Column<T, ?>> columns = new ArrayList<>();

    ModelReader(Class<T> type) {
        this.type = type;
    }

    RecordModel<T, ID> read(Class<ID> id) {
        for (var component : type.getRecordComponents()) {
            column(component);
        }
        var table = table();
        once(Trait.CREATED_AT, Instant.class);
        once(Trait.UPDATED_AT, Instant.class);
        once(Trait.VERSION, Long.class);
        once(Trait.ID, id);
        if (columns.stream().noneMatch(column -> column.is(Trait.ID))) {
            faults.add("no component carries @Id");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " is no model: " + String.join("; ", faults));
        }
        return new RecordModel<>(type, table, List.copyOf(columns), id(), Closed.access(type));
    }

    @SuppressWarnings("unchecked") // compared with the type of the component before
    private Column<T, ID> id() {
        return (Column<T, ID>) columns.stream()
                .filter(column -> column.is(Trait.ID))
                .findFirst()
                .orElseThrow();
    }

    private String table() {
        var table = type.getAnnotation(Table.class);
        if (table == null || !TABLE.matcher(table.value()).matches()) {
            faults.add("it needs @Table with a name of small letters, digits and underscores");
            return "";
        }
        return table.value();
    }

    private void column(RecordComponent component) {
        var traits = traits(component);
        var codec = codec(held(component.getGenericType()));
        if (codec.isEmpty()) {
            faults.add("%s is of type %s, which cannot be stored"
                    .formatted(component.getName(), component.getGenericType().getTypeName()));
            return;
        }
        var text = isText(codec.get());
        if (!text && (traits.contains(Trait.TRIM) || traits.contains(Trait.LOWERCASE))) {
            faults.add(component.getName() + " is no text to trim or lowercase");
        }
        columns.add(new Column<>(type, component.getName(), codec.get(), traits, fallback(component, codec.get())));
    }

    private static Optional<Codec> codec(Type held) {
        return switch (held) {
            case Class<?> bare -> Codec.of(bare);
            case ParameterizedType list
            when list.getRawType() == List.class && list.getActualTypeArguments()[0] instanceof Class<?> element ->
                Codec.of(element).flatMap(Codec::listed);
            case Type _ -> Optional.empty();
        };
    }

    private static boolean isText(Codec codec) {
        var element = codec.element();
        return (element == null ? codec : element).plain() == Plain.TEXT;
    }

    private static Set<Trait> traits(RecordComponent component) {
        var traits = EnumSet.noneOf(Trait.class);
        MARKS.forEach((mark, trait) -> {
            if (component.isAnnotationPresent(mark)) {
                traits.add(trait);
            }
        });
        if (component.getType() == Optional.class) {
            traits.add(Trait.OPTIONAL);
        }
        if (component.getType() == Hidden.class) {
            traits.add(Trait.HIDDEN);
        }
        return traits;
    }

    private static Type held(Type declared) {
        return declared instanceof ParameterizedType wrapper
                        && (wrapper.getRawType() == Optional.class || wrapper.getRawType() == Hidden.class)
                ? wrapper.getActualTypeArguments()[0]
                : declared;
    }

    private @Nullable Object fallback(RecordComponent component, Codec codec) {
        var fallback = component.getAnnotation(Default.class);
        if (fallback == null) {
            return null;
        }
        if (component.getType().isPrimitive()
                || Set.of(Optional.class, List.class).contains(component.getType())) {
            faults.add(component.getName() + " has no use for @Default: it is never null");
            return null;
        }
        try {
            return codec.encode().apply(codec.decode().apply(codec.plain().parse(fallback.value())));
        } catch (IllegalArgumentException refused) {
            faults.add("%s cannot be %s by default: %s"
                    .formatted(component.getName(), fallback.value(), refused.getMessage()));
            return null;
        }
    }

    private void once(Trait trait, Class<?> wanted) {
        var marked = columns.stream().filter(column -> column.is(trait)).toList();
        if (marked.size() > 1) {
            faults.add("several components are marked " + trait);
        }
        for (var column : marked) {
            if (column.type() != wanted || column.is(Trait.OPTIONAL) || column.is(Trait.HIDDEN)) {
                faults.add("%s is marked %s and has to be of type %s"
                        .formatted(column.name(), trait, wanted.getSimpleName()));
            }
        }
    }
}
