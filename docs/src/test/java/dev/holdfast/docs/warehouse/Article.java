package dev.holdfast.docs.warehouse;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.ListField;
import dev.holdfast.data.Model;
import dev.holdfast.data.Projection;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import dev.holdfast.data.Version;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

// tag::model[]
/** Something that lies in the warehouse. */
@Table("articles")
public record Article(
        @Id UUID id,
        @Trim @Lowercase @NotBlank @Unique String code,
        @Trim @NotBlank String title,
        Optional<@NotBlank String> shelf,
        @Trim @Lowercase List<@NotBlank String> tags,
        @Min(0) long stock,
        @Version long version,
        @CreatedAt Instant createdAt) {

    public static final Model<Article, UUID> MODEL = Model.of(Article.class, UUID.class);
    public static final Field<Article, UUID> ID = MODEL.field("id", UUID.class);
    public static final Field<Article, String> CODE = MODEL.field("code", String.class);
    public static final Field<Article, String> TITLE = MODEL.field("title", String.class);
    public static final Field<Article, String> SHELF = MODEL.field("shelf", String.class);
    public static final ListField<Article, String> TAGS = MODEL.list("tags", String.class);
    public static final Field<Article, Long> STOCK = MODEL.field("stock", long.class);
    public static final Field<Article, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
    public static final Projection<Article, Label> LABEL = MODEL.projection(Label.class);
}
// end::model[]
