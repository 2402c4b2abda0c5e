using System.Buffers.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

/// <summary>One page of a list. <paramref name="Next"/> is the cursor of the page after it; null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Paging
{
    extension<TRow>(IQueryable<TRow> rows)
    {
        /// <summary>The first <paramref name="size"/> rows, and where the next page starts.</summary>
        public async Task<Page<TRow>> ToPageAsync<TKey>(int size, Func<TRow, TKey> key, CancellationToken ct)
        {
            var items = await rows.Take(size + 1).ToListAsync(ct);
            if (items.Count <= size)
            {
                return new(items, Next: null);
            }

            items.RemoveAt(size);
            return new(items, Cursor.Write(key(items[^1])));
        }
    }
}

/// <summary>The key of the last row of a page, opaque, for the address of the next.</summary>
public static class Cursor
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public static string Write<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, Json));

    /// <summary>False for no cursor and for one that was tampered with: both mean the first page.</summary>
    public static bool TryRead<TKey>(string? cursor, out TKey key)
    {
        key = default!;
        if (string.IsNullOrEmpty(cursor) || cursor.Length > 1000)
        {
            return false;
        }

        try
        {
            key = JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor), Json)!;
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return false;
        }
    }
}
