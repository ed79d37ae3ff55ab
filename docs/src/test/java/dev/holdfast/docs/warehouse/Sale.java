package dev.holdfast.docs.warehouse;

import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;

/** So many pieces of an article that were sold. */
@Table("sales")
public record Sale(
        @Id UUID id,
        UUID article,
        @Min(1) long pieces,
        @CreatedAt Instant soldAt) {

    public static final Model<Sale, UUID> MODEL = Model.of(Sale.class, UUID.class);
    public static final Field<Sale, UUID> ARTICLE = MODEL.field("article", UUID.class);
}
