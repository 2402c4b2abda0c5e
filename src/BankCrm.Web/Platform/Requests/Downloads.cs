using Microsoft.Net.Http.Headers;

namespace BankCrm.Web.Platform.Requests;

/// <summary>Files that leave the server: saved, not opened, and even if opened without any right in the browser.</summary>
public static class Downloads
{
    private const string ContentSecurityPolicy = "default-src 'none'; sandbox";

    private const string Picture = "default-src 'none'; sandbox; frame-ancestors 'none'";

    // Browsers show a PDF by a program of their own that no sandbox lets in; the page around it gets nothing of ours.
    private const string Document = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".pdf"] = "application/pdf",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    public static string TypeOf(string fileName) => Types.GetValueOrDefault(Path.GetExtension(fileName), "application/octet-stream");

    extension(HttpResponse response)
    {
        /// <summary>What is written to the answer is a picture or a document to be shown within a page of ours.</summary>
        public void AsPreview(bool isPicture)
        {
            response.Headers.ContentDisposition = "inline";
            response.Headers.ContentSecurityPolicy = isPicture ? Picture : Document;
        }

        /// <summary>The page may show frames of our own pages, besides what every page may.</summary>
        public void AllowOwnFrames() => response.Headers.ContentSecurityPolicy = Security.ResponseHeaders.WithOwnFrames;

        /// <summary>What is written to the answer from here on is a file of this name.</summary>
        public void AsDownload(string fileName, string type)
        {
            response.ContentType = type;
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = fileName }.ToString();
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }
    }
}
