using BankCrm.Domain.Common;

namespace BankCrm.Web.Api;

internal static class ApiBody
{
    private const int FirstPart = 64 * 1024;

    /// <summary>The whole body, which is no longer than the limit.</summary>
    /// <exception cref="ApiRefusedException">It is longer, or it is no JSON.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
        {
            throw new ApiRefusedException(StatusCodes.Status415UnsupportedMediaType, "body.type", new Fault("Send the body as application/json."));
        }

        if (request.ContentLength > limit)
        {
            throw TooLong(limit);
        }

        using var read = new MemoryStream((int)(request.ContentLength ?? FirstPart));
        var part = new byte[FirstPart];
        for (int count; (count = await request.Body.ReadAsync(part, ct)) > 0;)
        {
            if (read.Length + count > limit)
            {
                throw TooLong(limit);
            }

            read.Write(part, 0, count);
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    private static ApiRefusedException TooLong(int limit) => new(
        StatusCodes.Status413PayloadTooLarge, "body.too-long", new Fault("The body is longer than {0} bytes. Send it in several parts.", limit));
}
