using System.Collections.Concurrent;
using System.Text;
using Icu;

namespace BankCrm.Infrastructure.Customers.Names;

/// <summary>
/// The syllable of each Chinese letter by itself, from ICU, with ü kept. A transliterator takes 80 µs and serves one thread, so every
/// letter is asked for once.
/// </summary>
internal sealed class LetterReadings : IDisposable
{
    private readonly ConcurrentDictionary<(Rune, bool), string> known = new();
    private readonly ThreadLocal<Transliterator> plain = new(() => Transliterator.CreateInstance("Han-Latin"), trackAllValues: true);
    private readonly ThreadLocal<Transliterator> surnames = new(() => Transliterator.CreateInstance("Han-Latin/Names"), trackAllValues: true);

    static LetterReadings() => Wrapper.Init();

    /// <summary>Empty where ICU does not know the letter.</summary>
    public string Of(Rune letter, bool asSurname) => known.TryGetValue((letter, asSurname), out var syllable)
        ? syllable
        : known.GetOrAdd((letter, asSurname), Read);

    public void Dispose()
    {
        foreach (var transliterator in plain.Values.Concat(surnames.Values))
        {
            transliterator.Dispose();
        }

        plain.Dispose();
        surnames.Dispose();
    }

    private string Read((Rune Letter, bool AsSurname) key)
    {
        var spoken = (key.AsSurname ? surnames : plain).Value!.Transliterate(key.Letter.ToString());
        var syllable = new StringBuilder(spoken.Length);
        foreach (var part in spoken.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (part is (>= 'a' and <= 'z') or '\u0308')
            {
                syllable.Append(part);
            }
        }

        return syllable.ToString().Normalize(NormalizationForm.FormC);
    }
}
