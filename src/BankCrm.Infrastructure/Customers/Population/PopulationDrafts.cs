using System.Globalization;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>
/// Makes up customers. The same seed and place give the same name, documents, contacts, address, classes, consent and note, in every run;
/// ids and keys are random, and so is all that is sealed with them.
/// </summary>
/// <param name="asOf">From when on ages, terms and first days are counted: fixed, lest the people change overnight.</param>
internal sealed class PopulationDrafts(long seed, DateOnly asOf)
{
    private static readonly Shares<CustomerTier> Tiers = new(
        (CustomerTier.Mass, 800), (CustomerTier.Affluent, 150), (CustomerTier.Private, 40), (CustomerTier.Vip, 10));

    private static readonly Shares<LifeCycleStage> Stages = new(
        (LifeCycleStage.Prospect, 80), (LifeCycleStage.Active, 740), (LifeCycleStage.Dormant, 140), (LifeCycleStage.Closed, 40));

    private static readonly Shares<RiskAppetite?> Appetites = new(
        (null, 250), (RiskAppetite.C1, 120), (RiskAppetite.C2, 250), (RiskAppetite.C3, 220), (RiskAppetite.C4, 110), (RiskAppetite.C5, 50));

    private static readonly Shares<IncomeBand> Incomes = new(
        (IncomeBand.Under50Thousand, 300), (IncomeBand.From50To100Thousand, 380), (IncomeBand.From100To300Thousand, 250),
        (IncomeBand.From300ThousandTo1Million, 60), (IncomeBand.Over1Million, 10));

    private static readonly Shares<int> Ages = new((5, 3), (16, 5), (22, 14), (30, 22), (40, 20), (50, 17), (60, 11), (72, 7), (82, 1));

    private static readonly string[] Prefixes =
        ["130", "131", "133", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "177", "180", "186", "187", "189", "199"];

    private static readonly string[] Labels = ["代发工资", "按揭客户", "理财", "退休", "留学家庭", "小微企业主", "信用卡", "老客户"];

    private static readonly string[] Notes =
    [
        "客户希望下午联系。", "对稳健型理财产品感兴趣。", "存款到期后考虑续存。", "孩子明年出国留学，询问购汇额度。", "来网点更换身份证信息。",
        "希望以后用短信联系，不要打电话。", "Prefers to speak English; asked about transfers abroad.", "Asked for the opening hours of the safe deposit boxes.",
    ];

    /// <param name="place">Which customer of the bank, from 0: no two may have the same.</param>
    /// <param name="at">Where the branch is.</param>
    public CustomerDraft Draft(long place, Place at)
    {
        var dice = Dice.For(seed, place);
        var draft = dice.Below(100) switch
        {
            < 3 => Organisation(dice, place, at),
            < 13 => Foreigner(dice, place, at),
            < 15 => Compatriot(dice, place, at),
            _ => Resident(dice, place, at),
        };
        var stage = Stages.Drawn(dice);
        return draft with
        {
            Tier = Tiers.Drawn(dice),
            Stage = stage,
            Appetite = stage is LifeCycleStage.Prospect ? null : Appetites.Drawn(dice),
            Tags = dice.In(250) ? [dice.Of(Labels)] : [],
            AgreesToMarketing = dice.Below(100) switch { < 20 => null, < 75 => true, _ => false },
            ConsentProof = "开户申请书",
            Note = dice.In(100) ? dice.Of(Notes) : "",
            RegisteredOn = asOf.AddDays(-dice.Below(Math.Min(20 * 365, asOf.DayNumber - BirthDate(draft).DayNumber + 1))),
        };
    }

    private DateOnly BirthDate(CustomerDraft draft) =>
        draft.BirthDate ?? IdentityNumber.Parse(draft.DocumentKind!.Value, draft.DocumentNumber, asOf).BirthDate!.Value;

    private CustomerDraft Resident(Dice dice, long place, Place at)
    {
        var born = asOf.Year - Math.Max(1, Ages.Drawn(dice) + dice.Between(-4, 4));
        var isMan = dice.In(510);
        var mobile = Mobile(dice, place);
        return new()
        {
            Name = ChineseNames.Of(dice, born, isMan),
            DocumentKind = IdentityDocumentKind.ResidentId,
            DocumentNumber = Numbers.ResidentId(place, born, isMan),
            DocumentValidUntil = dice.In(150) ? null : asOf.AddDays(dice.Between(-200, 20 * 365)),
            Mobile = mobile,
            Email = dice.In(250) ? $"u{mobile}@example.com" : "",
            WeChat = dice.In(350) ? $"wx{mobile[3..]}" : "",
            Address = dice.In(800) ? Home(dice, at) : null,
            Occupation = dice.In(700) ? dice.Of(Trades.Occupations) : "",
            Employer = dice.In(400) ? Firm(dice, at).Name : "",
            Income = dice.In(600) ? Incomes.Drawn(dice) : null,
        };
    }

    private CustomerDraft Compatriot(Dice dice, long place, Place at)
    {
        var born = asOf.AddDays(-dice.Between(20 * 365, 75 * 365));
        var isMan = dice.In(500);
        var (kind, number, country, phone) = dice.Below(10) switch
        {
            < 6 => (IdentityDocumentKind.HongKongMacaoPermit, "H" + Numbers.Digits(place), "HK", "+8529" + Numbers.Digits(place)[1..]),
            < 8 => (IdentityDocumentKind.HongKongMacaoPermit, "M" + Numbers.Digits(place), "MO", "+8536" + Numbers.Digits(place)[1..]),
            _ => (IdentityDocumentKind.TaiwanPermit, Numbers.Digits(place), "TW", "+8869" + Numbers.Digits(place)),
        };
        return new()
        {
            Name = ChineseNames.Of(dice, born.Year, isMan),
            DocumentKind = kind,
            DocumentNumber = number,
            DocumentCountry = country,
            DocumentValidUntil = asOf.AddDays(dice.Between(-100, 10 * 365)),
            BirthDate = born,
            Sex = isMan ? Sex.Male : Sex.Female,
            Mobile = phone,
            Address = dice.In(600) ? Home(dice, at) : null,
        };
    }

    private CustomerDraft Foreigner(Dice dice, long place, Place at)
    {
        var nation = ForeignPeople.Nations.Drawn(dice);
        var isMan = dice.In(550);
        var (given, surname) = (dice.Of(isMan ? nation.Men : nation.Women), dice.Of(nation.Surnames));
        var born = asOf.AddDays(-dice.Between(20 * 365, 70 * 365));
        return new()
        {
            Name = $"{given} {surname}",
            OtherName = dice.In(200) ? ChineseNames.Of(dice, born.Year, isMan) : "",
            DocumentKind = IdentityDocumentKind.Passport,
            DocumentNumber = nation.Passport + Numbers.Digits(place),
            DocumentCountry = nation.Country,
            DocumentValidUntil = asOf.AddDays(dice.Between(-100, 10 * 365)),
            BirthDate = born,
            Sex = isMan ? Sex.Male : Sex.Female,
            Mobile = dice.In(500) ? Mobile(dice, place) : Abroad(dice, nation.Phone),
            Email = $"{Numbers.Digits(place)}@example.org",
            Address = dice.In(700) ? Home(dice, at) : HomeAbroad(dice, nation),
            Occupation = dice.Of(Trades.OccupationsAbroad),
            Language = CustomerLanguage.English,
        };
    }

    private CustomerDraft Organisation(Dice dice, long place, Place at)
    {
        var (name, line, english) = Firm(dice, at);
        var district = dice.Of(at.Districts);
        return new()
        {
            Kind = CustomerKind.Organisation,
            Name = name,
            OtherName = dice.In(150) ? $"{at.Short} {english} No. {place % 1000} Ltd" : "",
            DocumentKind = IdentityDocumentKind.UnifiedSocialCreditCode,
            DocumentNumber = Numbers.CreditCode(place, district.Code),
            BirthDate = asOf.AddDays(-dice.Between(100, 25 * 365)),
            Landline = $"{at.Dial}{(at.Dial.Length == 3 ? "6" : "8")}{Numbers.Digits(place)[1..]}",
            Email = dice.In(500) ? $"office{place}@example.net" : "",
            Address = new("CN", at.Province, at.City, district.Name, $"{dice.Of(Trades.Streets)}{dice.Between(1, 400)}号", "", Postal(dice, at)),
            Occupation = line,
        };
    }

    private static (string Name, string Line, string English) Firm(Dice dice, Place at)
    {
        var (word, line, english) = dice.Of(Trades.Lines);
        return ($"{at.Short}{dice.Of(Trades.Brands)}{word}{dice.Of(Trades.Forms)}", line, english);
    }

    private static PostalAddress Home(Dice dice, Place at) => new(
        "CN", at.Province, at.City, dice.Of(at.Districts).Name, $"{dice.Of(Trades.Streets)}{dice.Between(1, 400)}号",
        $"{dice.Of(Trades.Estates)}{dice.Between(1, 40)}幢{dice.Between(1, 30)}{dice.Between(1, 4):00}室", Postal(dice, at));

    private static PostalAddress HomeAbroad(Dice dice, Nation nation)
    {
        var (town, code) = dice.Of(nation.Towns);
        return new(nation.Country, "", town, "", $"{dice.Between(1, 300)} {dice.Of(nation.Streets)}", "", code);
    }

    private static string Postal(Dice dice, Place at) => string.Create(CultureInfo.InvariantCulture, $"{at.Postal}{dice.Below(60):00}");

    private static string Mobile(Dice dice, long place) => dice.Of(Prefixes) + Numbers.Digits(place);

    private static string Abroad(Dice dice, string form) => string.Concat(form.Select(c => c == '#' ? (char)('0' + dice.Below(10)) : c));
}
