package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.Item;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.Members;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the API says of the catalogue. Functions only. */
final class CatalogueJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CatalogueJson() {}

    static List<Item> read(byte[] array) throws IOException {
        List<Item> items = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("it does not answer with a list of items");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                items.add(ItemJson.item(Members.read(json)));
            }
        }
        return items;
    }
}
