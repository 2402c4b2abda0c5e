using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>A row as understood.</summary>
/// <param name="Branch">Its code, not looked up yet.</param>
/// <param name="Owner">Their user name, not looked up yet.</param>
/// <param name="Faults">Why it is refused. Empty: it may come in.</param>
/// <param name="Remarks">What was left out although the row comes in.</param>
internal sealed record ReadRow(
    CsvRow Row, CustomerDraft Draft, string Branch, string Owner, IReadOnlyList<RowFault> Faults, IReadOnlyList<RowFault> Remarks)
{
    public int Line => Row.Line;

    /// <summary>Null: the row names nobody to whom they are related.</summary>
    public RowRelation? Relation { get; init; }
}

/// <summary>Reads rows by a mapping into drafts, and checks these by the one standard.</summary>
/// <param name="source">The file, which proves its consents and tells who wrote its notes.</param>
internal sealed class DraftReader(ImportLayout layout, ImportMapping mapping, DateTimeOffset now, string source)
{
    private readonly RowCells cells = new(mapping);
    private readonly DateOnly today = Branch.DayAt(now);
    private readonly bool relates = mapping.Has(ImportField.RelatedTo);

    private RowSorter Sorter => field ??= new(layout, cells);

    private NoteReader Notes => field ??= new(layout, mapping, cells, now, source);

    private FurtherContacts Further => field ??= new(cells, mapping);

    /// <summary>Title, blank, repeated header, total: no customer, and no fault. Null: a customer, or meant to be one.</summary>
    public NoCustomer? WhyNoCustomer(CsvRow row) => Sorter.Of(row);

    public bool IsNoCustomer(CsvRow row) => Sorter.Of(row) is not null;

    public ReadRow Read(CsvRow row)
    {
        if (layout.WrongShape(row) is { } shape)
        {
            return new(row, new(), "", "", [new(null, shape)], []);
        }

        var notes = new RowNotes();
        var draft = Draft(row, notes);
        if (AmountText.Read(cells.Cell(row, ImportField.Balance)).Fault is { } noAmount)
        {
            notes.Remark(ImportField.Balance, noAmount);
        }

        notes.Add(CustomerDraftCheck.Faults(draft, today, migrated: true)
            .Select(f => new RowFault(Enum.TryParse<ImportField>(f.Field, out var field) ? field : FieldOf(f.Field), f.Fault)));
        var relation = relates ? RelationOf(row, notes) : null;
        return new(row, draft, CellText.Number(cells.Cell(row, ImportField.Branch)), CellText.Number(cells.Cell(row, ImportField.Owner)), notes.Faults, notes.Remarks)
        {
            Relation = relation,
        };
    }

    /// <summary>By which rows of one customer belong together: the number in the other system, else the document. Null: the row stands for itself.</summary>
    public string? KeyOf(CsvRow row)
    {
        if (layout.WrongShape(row) is not null || IsNoCustomer(row))
        {
            return null;
        }

        var (reference, document) = (CellText.Number(cells.Column(row, ImportField.ExternalRef)), CellText.Number(cells.Column(row, ImportField.DocumentNumber)));
        return reference.Length > 0 ? $"{CellText.Number(cells.Column(row, ImportField.Branch))}/{reference}"
            : document.Length > 0 && CellText.Damage(document) is null ? string.Concat(document.Where(char.IsLetterOrDigit)).ToUpperInvariant()
            : null;
    }

    /// <summary>Words of the row that are none of ours.</summary>
    public IEnumerable<(ImportField Field, string Word)> UnknownWords(CsvRow row) =>
        from field in mapping.Columns.OfType<ImportField>().Distinct()
        let word = CellText.Clean(cells.Column(row, field))
        where word.Length is > 0 and <= 60 && Words.IsKnown(field, word) is false
        select (field, word);

    /// <summary>What stands in the file for a field.</summary>
    public string Raw(CsvRow row, ImportField field) => CellText.Clean(cells.Cell(row, field));

    private CustomerDraft Draft(CsvRow row, RowNotes notes)
    {
        var country = AddressReader.Country(cells, row, notes);
        var number = Number(row, ImportField.DocumentNumber, notes);
        var documentKind = DocumentKind(row, number, notes);
        if (documentKind is IdentityDocumentKind.ResidentId && IsRounded(number))
        {
            notes.Fault(ImportField.DocumentNumber, CellText.Rounded);
        }

        var note = Notes.TextOf(row);
        return Further.Add(new()
        {
            Kind = Kind(row, documentKind, notes),
            Name = Name(row),
            OtherName = CellText.Name(cells.Cell(row, ImportField.OtherName)),
            ExternalRef = Number(row, ImportField.ExternalRef, notes),
            DocumentKind = documentKind,
            DocumentNumber = number,
            DocumentCountry = country,
            DocumentValidUntil = ValidUntil(row, notes),
            BirthDate = Day(row, ImportField.BirthDate, notes),
            DiedOn = Day(row, ImportField.DiedOn, notes),
            Sex = SexOf(row, documentKind, notes),
            PhoneCountry = country,
            Mobile = Number(row, ImportField.Mobile, notes),
            Landline = Number(row, ImportField.Landline, notes),
            Email = Number(row, ImportField.Email, notes),
            WeChat = cells.Text(row, ImportField.WeChat),
            Address = AddressReader.Read(cells, row, country, notes),
            Occupation = cells.Text(row, ImportField.Occupation),
            Employer = cells.Text(row, ImportField.Employer),
            Tier = Choice(row, ImportField.Tier, Words.Tiers, notes) ?? CustomerTier.Mass,
            Stage = Choice(row, ImportField.Stage, Words.Stages, notes) ?? LifeCycleStage.Active,
            RefusedChannels = [.. Refused(row, notes)],
            Language = country is "CN" or "HK" or "MO" or "TW" ? CustomerLanguage.Chinese : CustomerLanguage.English,
            Appetite = Choice(row, ImportField.Appetite, Words.Appetites, notes),
            Tags = [.. cells.All(row, ImportField.Tags).Select(c => c.Text).DefaultIfEmpty(cells.Text(row, ImportField.Tags)).SelectMany(t => t.Split('|')).Where(t => !CellText.IsNothing(t))],
            AgreesToMarketing = Agrees(row, notes),
            ConsentProof = source,
            Note = note,
            NoteOrigin = note.Length > 0 ? Notes.OriginOf(row, notes) : null,
            RegisteredOn = Day(row, ImportField.RegisteredOn, notes),
        }, row, notes);
    }

    private string Name(CsvRow row)
    {
        if (CellText.Name(cells.Cell(row, ImportField.Name)) is { Length: > 0 } whole)
        {
            return whole;
        }

        var (last, first, middle) = (CellText.Name(cells.Cell(row, ImportField.Surname)), CellText.Name(cells.Cell(row, ImportField.GivenName)), CellText.Name(cells.Cell(row, ImportField.MiddleName)));
        return Domain.Customers.Names.NameText.HasHan(last + first)
            ? last + middle + first
            : string.Join(' ', new[] { first, middle, last }.Where(p => p.Length > 0));
    }

    private string Number(CsvRow row, ImportField field, RowNotes notes)
    {
        var text = CellText.Number(cells.Cell(row, field));
        if (IsNothing(field, text, notes))
        {
            return "";
        }

        if (CellText.Damage(text) is not { } damage)
        {
            return text;
        }

        notes.Fault(field, damage);
        return "";
    }

    private static bool IsNothing(ImportField field, string text, RowNotes notes)
    {
        if (!CellText.IsNothing(text))
        {
            return false;
        }

        notes.Remark(field, new("The cell says that nothing is known, and was left out."));
        return true;
    }

    /// <summary>Spreadsheets keep fifteen places of a number and put zeros for the rest; the check digit mostly tells.</summary>
    private bool IsRounded(string number) =>
        number.EndsWith("000", StringComparison.Ordinal) && IdentityNumber.Check(IdentityDocumentKind.ResidentId, number, today) is not null;

    /// <summary>Where nobody says the kind, the number of a Chinese document does.</summary>
    private IdentityDocumentKind? DocumentKind(CsvRow row, string number, RowNotes notes)
    {
        var word = mapping.MeaningOf(ImportField.DocumentKind, CellText.Clean(cells.Cell(row, ImportField.DocumentKind)));
        if (number.Length == 0)
        {
            return null;
        }

        if (word.Length > 0)
        {
            if (Enum.TryParse<IdentityDocumentKind>(word, ignoreCase: true, out var named) && !char.IsAsciiDigit(word[0]))
            {
                return named;
            }

            if (Words.Documents.TryGetValue(Words.Key(word), out var kind))
            {
                return kind;
            }

            notes.Fault(ImportField.DocumentKind, new("No kind of document is called so here. Choose one kind for all rows, or correct the word."));
            return IdentityDocumentKind.Other;
        }

        var plain = IdentityNumber.Normalise(IdentityDocumentKind.ResidentId, number);
        return plain.Length is 15 or 18 && plain[..^1].All(char.IsAsciiDigit) ? IdentityDocumentKind.ResidentId
            : plain.Length == 18 ? IdentityDocumentKind.UnifiedSocialCreditCode
            : null;
    }

    private CustomerKind Kind(CsvRow row, IdentityDocumentKind? document, RowNotes notes) =>
        Choice(row, ImportField.Kind, Words.Kinds, notes, ImportField.Kind)
        ?? (document is { } kind && !kind.AppliesToIndividuals() ? CustomerKind.Organisation : CustomerKind.Individual);

    private DateOnly? Day(CsvRow row, ImportField field, RowNotes notes)
    {
        var cell = cells.Cell(row, field);
        if (IsNothing(field, CellText.Number(cell), notes))
        {
            return null;
        }

        var (day, fault) = DateText.Read(cell, mapping.DateOrder);
        if (fault is not null)
        {
            notes.Fault(field, fault);
        }

        return day;
    }

    private DateOnly? ValidUntil(CsvRow row, RowNotes notes) =>
        CellText.Number(cells.Cell(row, ImportField.DocumentValidUntil)) is "长期" or "永久" or "长期有效" or "9999-12-31" or "99991231" or "long-term"
            ? null
            : Day(row, ImportField.DocumentValidUntil, notes);

    private Sex? SexOf(CsvRow row, IdentityDocumentKind? document, RowNotes notes) =>
        document is { } kind && !kind.AppliesToIndividuals() ? null : Choice(row, ImportField.Sex, Words.Sexes, notes);

    private bool? Agrees(CsvRow row, RowNotes notes) =>
        AnswerTo(row, ImportField.RefusesMarketing, notes) is true ? false : AnswerTo(row, ImportField.AgreesToMarketing, notes);

    private IEnumerable<ConsentChannel> Refused(CsvRow row, RowNotes notes) =>
        new[] { (Field: ImportField.RefusesCalls, Channel: ConsentChannel.Phone), (Field: ImportField.RefusesEmail, Channel: ConsentChannel.Email) }
            .Where(c => AnswerTo(row, c.Field, notes) is true).Select(c => c.Channel);

    private RowRelation? RelationOf(CsvRow row, RowNotes notes)
    {
        var related = CellText.Number(cells.Column(row, ImportField.RelatedTo));
        return related.Length == 0 ? null
            : RowRelation.Of(row.Line, related, Choice(row, ImportField.RelationRole, Words.Roles, notes), cells.Cell(row, ImportField.RelationShare), notes);
    }

    private bool? AnswerTo(CsvRow row, ImportField field, RowNotes notes) => Choice(row, field, Words.Answers, notes);

    /// <summary>A word nobody knows is left out with a remark, unless the row cannot be right without it.</summary>
    private T? Choice<T>(
        CsvRow row, ImportField field, System.Collections.Frozen.FrozenDictionary<string, T> words, RowNotes notes, ImportField? needed = null) where T : struct
    {
        var text = mapping.MeaningOf(field, CellText.Clean(cells.Cell(row, field)));
        if (text.Length == 0 || IsNothing(field, text, notes))
        {
            return null;
        }

        if (words.TryGetValue(Words.Key(text), out var known) || (typeof(T).IsEnum && !char.IsAsciiDigit(text[0]) && Enum.TryParse(text, ignoreCase: true, out known)))
        {
            return known;
        }

        if (needed is not null)
        {
            notes.Fault(field, new("This word is not known here. Correct it, or leave the column out."));
        }
        else
        {
            notes.Remark(field, new("This word is not known here and was left out."));
        }

        return null;
    }

    private static ImportField? FieldOf(string draftField) => draftField switch
    {
        nameof(CustomerDraft.DocumentCountry) or nameof(CustomerDraft.PhoneCountry) => ImportField.Country,
        _ => null,
    };
}
