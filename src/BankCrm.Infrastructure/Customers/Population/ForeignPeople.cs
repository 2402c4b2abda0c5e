namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>People of one country: their names, telephones and towns.</summary>
/// <param name="Phone">With + and calling code; # is any digit.</param>
/// <param name="Passport">A letter for a letter, # for the number.</param>
/// <param name="Towns">Town and postal code.</param>
internal sealed record Nation(
    string Country, string Phone, string Passport, string[] Men, string[] Women, string[] Surnames, (string Town, string Code)[] Towns, string[] Streets);

internal static class ForeignPeople
{
    public static Shares<Nation> Nations { get; } = new(
    [
        (new("US", "+1212#######", "A", Words("James Robert Michael William David Daniel Andrew Kevin"), Words("Mary Jennifer Linda Susan Karen Emily Laura Grace"),
            Words("Smith Johnson Williams Brown Davis Miller Wilson Anderson Taylor O'Connor"),
            [("New York", "10016"), ("Seattle", "98101"), ("Chicago", "60611")], ["Oak Street", "Maple Avenue", "Lake Drive"]), 25),
        (new("GB", "+4420########", "", Words("Oliver George Harry Thomas Edward Simon"), Words("Emma Charlotte Alice Lucy Helen Fiona"),
            Words("Smith Jones Evans Walker Wright Hughes Clarke MacDonald"),
            [("London", "SW1A 2AA"), ("Leeds", "LS1 4DY"), ("Bristol", "BS1 5TR")], ["Church Road", "Station Road", "Victoria Street"]), 15),
        (new("DE", "+4930########", "C", Words("Lukas Jürgen Stefan Matthias Felix Björn"), Words("Anna Claudia Sabine Ursula Jana Käthe"),
            Words("Müller Schmidt Weber Schäfer Hoffmann Köhler Weiß"),
            [("Berlin", "10115"), ("Hamburg", "20095"), ("München", "80331")], ["Hauptstraße", "Gartenweg", "Lindenallee"]), 12),
        (new("FR", "+331########", "", Words("Jean Pierre François Étienne Luc André"), Words("Marie Hélène Chloé Sophie Camille Zoé"),
            Words("Martin Bernard Dubois Lefèvre Moreau Girard"),
            [("Paris", "75011"), ("Lyon", "69002")], ["Rue de la Gare", "Avenue Victor Hugo"]), 8),
        (new("KR", "+8210########", "M", Words("Min-jun Ji-hoon Hyun-woo Dong-hyun"), Words("Seo-yeon Ji-woo Min-seo Soo-jin"),
            Words("Kim Lee Park Choi Jung Kang"), [("Seoul", "04524"), ("Busan", "48058")], ["Teheran-ro", "Sejong-daero"]), 12),
        (new("JP", "+8190########", "T", Words("Haruto Kenji Takashi Hiroshi"), Words("Yuki Sakura Keiko Naomi"),
            Words("Sato Suzuki Takahashi Tanaka Watanabe Ito"), [("Tokyo", "100-0005"), ("Osaka", "530-0001")], ["Chuo", "Marunouchi"]), 12),
        (new("SG", "+659#######", "K", Words("Wei Ming Jun Hao Ravi Daniel"), Words("Hui Min Xin Yi Priya Rachel"),
            Words("Tan Lim Lee Ng Wong Nair"), [("Singapore", "049321")], ["Orchard Road", "Robinson Road"]), 8),
        (new("IN", "+919#########", "P", Words("Arjun Rahul Vikram Sanjay"), Words("Priya Ananya Deepa Kavita"),
            Words("Sharma Patel Singh Gupta Iyer Reddy"), [("Mumbai", "400001"), ("Bengaluru", "560001")], ["MG Road", "Park Street"]), 8),
    ]);

    private static string[] Words(string words) => words.Split(' ');
}
