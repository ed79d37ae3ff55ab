package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import dev.holdfast.cache.Tag;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.UpdatedAt;
import dev.holdfast.data.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;

/** Something for sale. */
@Table("products")
public record Product(
        @Id ProductId id,
        @Trim @NotBlank @Size(max = 200) String name,
        @Trim Optional<@NotBlank @Size(max = 2000) String> description,
        Money price,
        @Version long version,
        @CreatedAt Instant createdAt,
        @UpdatedAt Instant updatedAt) {

    /** Under which whatever shows products is kept. */
    public static final Tag TAG = Tag.of("products");

    public static final Model<Product, ProductId> MODEL = Model.of(Product.class, ProductId.class);
    public static final Field<Product, ProductId> ID = MODEL.field("id", ProductId.class);
    public static final Field<Product, String> NAME = MODEL.field("name", String.class);
    public static final Field<Product, Long> VERSION = MODEL.field("version", long.class);
    public static final Field<Product, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
}
