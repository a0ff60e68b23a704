/*
 * Client.java
 *		Reads a model and scores with it through JDBC.
 *
 * usage: java -cp postgresql.jar Client.java HOST PORT DATABASE USER
 */
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

public final class Client {
	public static void main(String[] args) throws Exception {
		/* no server-side names: a pooler in transaction mode has none */
		String url = String.format(
			"jdbc:postgresql://%s:%s/%s?user=%s&prepareThreshold=0",
			args[0], args[1], args[2], args[3]);

		try (Connection connection = DriverManager.getConnection(url)) {
			try (Statement statement = connection.createStatement();
				 ResultSet rows = statement.executeQuery(
					"SELECT logistic_get('churn')")) {
				rows.next();
				String model = rows.getString(1);
				System.out.println("model "
					+ model.replaceFirst(".*\"label\": \\{\"name\": \"(\\w+)\".*", "$1")
					+ " "
					+ model.replaceFirst(".*\"status\": \"(\\w+)\".*", "$1"));
			}
			try (Statement statement = connection.createStatement();
				 ResultSet rows = statement.executeQuery(
					"SELECT term, odds_ratio FROM logistic_coefficients('churn')")) {
				while (rows.next())
					System.out.printf("term %s %s%n", rows.getString(1),
						rows.getDouble(2));
			}
			try (PreparedStatement score = connection.prepareStatement(
					"SELECT logistic_predict('churn', ?::float8, ?::float8, ?::text)")) {
				for (double age : new double[] {20, 40, 60}) {
					score.setDouble(1, age);
					score.setDouble(2, 12);
					score.setString(3, "free");
					try (ResultSet rows = score.executeQuery()) {
						rows.next();
						System.out.printf("score %.0f %s%n", age,
							rows.getDouble(1));
					}
				}
			}
			/* JDBC sends the types that the setters imply */
			try (PreparedStatement score = connection.prepareStatement(
					"SELECT logistic_predict('churn', ?, ?, ?)")) {
				for (int age : new int[] {20, 40, 60}) {
					score.setInt(1, age);
					score.setInt(2, 12);
					score.setString(3, "free");
					try (ResultSet rows = score.executeQuery()) {
						rows.next();
						System.out.printf("bare %d %s%n", age,
							rows.getDouble(1));
					}
				}
			}
			try (PreparedStatement score = connection.prepareStatement(
					"SELECT logistic_predict('churn', ?::jsonb)")) {
				score.setString(1,
					"{\"plan\": \"free\", \"age\": 40, \"tenure\": 12}");
				try (ResultSet rows = score.executeQuery()) {
					rows.next();
					System.out.printf("object 40 %s%n", rows.getDouble(1));
				}
			}
			try (PreparedStatement score = connection.prepareStatement(
					"SELECT logistic_predict('tagged', ?, ?)")) {
				score.setInt(1, 40);
				score.setArray(2, connection.createArrayOf("text",
					new String[] {"loyal", "pro"}));
				try (ResultSet rows = score.executeQuery()) {
					rows.next();
					System.out.printf("tags %s%n", rows.getDouble(1));
				}
			}
		}
	}
}
