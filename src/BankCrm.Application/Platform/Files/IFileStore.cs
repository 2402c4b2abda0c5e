namespace BankCrm.Application.Platform.Files;

/// <summary>
/// Files outside the database, each sealed under a key of its own that is kept elsewhere: whoever has the folder reads nothing, and
/// forgetting a key deletes its file in every backup. Names are made here, and no address leads to them.
/// </summary>
public interface IFileStore
{
    /// <param name="area">A folder, as "exports".</param>
    /// <param name="id">The file's name in it.</param>
    IFileDraft Create(string area, Guid id);

    /// <exception cref="System.Security.Cryptography.CryptographicException">While reading: the key is wrong, or the file was changed or cut.</exception>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    Stream Open(string area, Guid id, string key);

    /// <summary>Also where it is not there.</summary>
    void Delete(string area, Guid id);

    /// <summary>Which files of the area were written before this moment.</summary>
    IReadOnlyList<Guid> OlderThan(string area, DateTimeOffset moment);

    /// <summary>Deletes what is older and nobody needs.</summary>
    /// <returns>How many.</returns>
    int DeleteOlderThan(string area, DateTimeOffset moment);
}

/// <summary>A file being written. Disposed of without having been finished, it is gone.</summary>
public interface IFileDraft : IDisposable
{
    /// <summary>What is written here is sealed before it reaches the disk.</summary>
    Stream Content { get; }

    /// <summary>The file is whole and on the disk.</summary>
    StoredFile Finish();
}

/// <param name="Key">Opens it; to be kept sealed.</param>
/// <param name="Size">Of what was written, in bytes.</param>
/// <param name="Digest">SHA-256 of what was written, hexadecimal.</param>
public sealed record StoredFile(string Key, long Size, string Digest);
