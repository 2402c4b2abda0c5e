using BankCrm.Application.Platform.Files;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Received files and what was made of them, each sealed under a key of its own. A name is an id, and behind it what was made.</summary>
internal sealed class SealedFiles(IFileStore store, IFileKeys keys)
{
    public const int IdLength = 32;
    private const string Area = "imports";

    /// <summary>Finished, it can be opened. Disposed of before, it was never there.</summary>
    public Draft Create(string name) => new(store.Create(AreaOf(name), IdOf(name)), keys, name);

    /// <summary>From the beginning to the end only.</summary>
    public Stream Open(string name) => store.Open(AreaOf(name), IdOf(name), keys.Of(name));

    public bool Has(string name) => keys.Has(name);

    /// <summary>Also where it is not there. Its key goes first: then nobody opens it any more.</summary>
    public void Delete(string name)
    {
        keys.Forget(name);
        store.Delete(AreaOf(name), IdOf(name));
    }

    /// <summary>As they were received, whatever was made of them.</summary>
    public IReadOnlyList<string> ReceivedBefore(DateTimeOffset moment) => [.. keys.Before(moment).Where(name => name.Length == IdLength)];

    private static string AreaOf(string name) => Area + name[IdLength..];

    private static Guid IdOf(string name) => Guid.ParseExact(name[..IdLength], "n");

    internal sealed class Draft(IFileDraft file, IFileKeys keys, string name) : IDisposable
    {
        public Stream Content => file.Content;

        public StoredFile Finish()
        {
            var stored = file.Finish();
            keys.Keep(name, stored.Key);
            return stored;
        }

        public void Dispose() => file.Dispose();
    }
}

/// <summary>The keys of sealed files, by their names.</summary>
internal interface IFileKeys
{
    void Keep(string name, string key);

    /// <exception cref="FileNotFoundException">There is none.</exception>
    string Of(string name);

    bool Has(string name);

    /// <summary>Also where there is none.</summary>
    void Forget(string name);

    /// <summary>Names whose key is older.</summary>
    IEnumerable<string> Before(DateTimeOffset moment);
}
